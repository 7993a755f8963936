import { type Verdict } from './verdict';

/**
 * Counts passing sweeps in a row; immutable. While a node restarts, all others may list a complete group without it
 * for some 80 ms, so one passing sweep is not enough. Any other verdict starts the count again.
 */
export class ConsecutiveOpen {
  /** Before the first sweep of a gate that wants two. */
  public static readonly START = new ConsecutiveOpen(2, 0);

  private constructor(
    private readonly required: number,
    /** Passing sweeps in a row so far. */
    public readonly count: number,
  ) {}

  /** The count after one more sweep. */
  public after(verdict: Verdict): ConsecutiveOpen {
    return new ConsecutiveOpen(this.required, verdict.kind === 'open' ? this.count + 1 : 0);
  }

  /** Whether the gate opens. */
  public get reached(): boolean {
    return this.count >= this.required;
  }
}
