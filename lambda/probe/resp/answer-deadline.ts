/** How long a peer may take for the replies to what was asked together. */
export interface AnswerLimits {
  /** Until the last byte, for replies of ordinary size. */
  readonly answerMillis: number;
  /** Large replies get more time, as long as they come in at this rate: a peer that drips is not waited for. */
  readonly bytesPerSecond: number;
  /** Whatever comes in. */
  readonly longestMillis: number;
}

export const ANSWER_LIMITS: AnswerLimits = { answerMillis: 5000, bytesPerSecond: 512 * 1024, longestMillis: 30_000 };

/**
 * Ends the wait for an answer. Not an idle timer: a peer that sends a byte now and then does not push it back.
 *
 * When the timer fires, bytes that are there already are read first: on a busy machine it is we who are late.
 */
export class AnswerDeadline {
  private readonly startedAt = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private lastLook: NodeJS.Immediate | undefined;

  /**
   * @param received bytes that have come since the deadline was set
   * @param onPassed called once, with the milliseconds that were allowed
   */
  public constructor(
    private readonly limits: AnswerLimits,
    private readonly received: () => number,
    private readonly onPassed: (millis: number) => void,
  ) {
    this.arm();
  }

  public clear(): void {
    clearTimeout(this.timer);
    clearImmediate(this.lastLook);
  }

  private arm(): void {
    this.timer = setTimeout(() => {
      // timers run before the sockets are read, immediates after it
      this.lastLook = setImmediate(() => {
        this.look();
      });
    }, this.millisLeft());
  }

  private look(): void {
    if (this.millisLeft() > 1) this.arm();
    else this.onPassed(Math.round(this.millisAllowed()));
  }

  private millisLeft(): number {
    return Math.max(0, this.startedAt + this.millisAllowed() - performance.now());
  }

  private millisAllowed(): number {
    const { answerMillis, bytesPerSecond, longestMillis } = this.limits;
    return Math.min(longestMillis, answerMillis + (1000 * this.received()) / bytesPerSecond);
  }
}
