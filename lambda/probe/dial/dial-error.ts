import { types } from 'node:util';

/** What was being tried: to resolve the name, to connect, to shake hands. Named as the rung that it would have proven. */
export type DialStage = 'RESOLVED' | 'CONNECTED' | 'HANDSHAKE';

/** A member could not be dialled. */
export class DialError extends Error {
  public override readonly name = 'DialError';

  public constructor(
    public readonly stage: DialStage,
    /** The system's or Node.js's own name for what went wrong, or one of ours: `classifyFailure` knows them. */
    public readonly code: string,
    message: string,
    /** What was dialled, if it came that far. */
    public readonly address?: string,
  ) {
    super(message);
  }

  /** The same error, of what was dialled. */
  public static from(error: unknown, stage: DialStage, address?: string): DialError {
    if (error instanceof DialError) return error;
    if (!types.isNativeError(error)) return new DialError(stage, 'Error', String(error), address);
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    return new DialError(stage, code, error.message, address);
  }
}

/** Whoever wanted the connection does not want it any more. */
export function givenUp(stage: DialStage, address?: string): DialError {
  return new DialError(stage, 'AbortError', 'was given up', address);
}
