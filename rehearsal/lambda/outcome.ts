/** What an invocation ended with. */
export interface Outcome {
  /** The function failed: the payload is the error, as the caller sees it. */
  readonly failed: boolean;
  /** JSON. */
  readonly payload: string;
}

function failure(errorType: string, errorMessage: string): Outcome {
  return { failed: true, payload: JSON.stringify({ errorType, errorMessage }) };
}

/** The function took longer than its timeout. */
export function timedOut(requestId: string, timeoutMillis: number): Outcome {
  return failure('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${(timeoutMillis / 1000).toFixed(2)} seconds`);
}

/** The process of the function ended before it answered. */
export function exited(requestId: string, code: number | null, signal: NodeJS.Signals | null): Outcome {
  const reason = signal === null ? `exit status ${code ?? 0}` : `signal: ${signal === 'SIGKILL' ? 'killed' : signal}`;
  const text = code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${reason}`;
  return failure('Runtime.ExitError', `RequestId: ${requestId} Error: ${text}`);
}
