import { ServiceError } from '../http/service';

/** An error as a state machine sees it: `Error` is the name, `Cause` the message. */
export class TaskError extends Error {
  public constructor(error: string, cause: string) {
    super(cause);
    this.name = error;
  }

  /** An error that the function itself gave: the cause is its payload. */
  public static ofFunction(payload: string): TaskError {
    const { errorType } = JSON.parse(payload) as { errorType?: string };
    return new TaskError(errorType ?? 'Lambda.Unknown', payload);
  }

  /** The function could not be called. */
  public static ofCall(error: unknown): TaskError {
    if (!(error instanceof ServiceError)) return new TaskError('Lambda.Unknown', error instanceof Error ? error.message : String(error));
    const name = error.code === 'AccessDeniedException' ? 'AWSLambdaException' : error.code;
    return new TaskError(`Lambda.${name}`, error.message);
  }
}
