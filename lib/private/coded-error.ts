/** What the user wrote can not work, found outside of any construct: by a value class that checks itself. */
export class CodedError extends Error {
  public constructor(
    /** Stable, PascalCase; listed in the README's error table. */
    public readonly code: string,
    message: string,
  ) {
    super(`[${code}] ${message}`);
    this.name = 'CodedError';
  }
}
