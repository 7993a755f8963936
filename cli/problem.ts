/** One thing that is wrong, for a person to read and for a script to recognise. */
export interface Problem {
  /** Stable: the README's table lists each. */
  readonly code: string;
  /** Lower case start, no final period: the value, what is allowed, what to do. */
  readonly message: string;
}

/** The command line cannot be obeyed as it was given. Holds everything that is wrong with it. */
export class UsageError extends Error {
  public override readonly name = 'UsageError';

  public constructor(public readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('; '));
  }
}
