interface Waiting {
  readonly bytes: number;
  readonly start: () => void;
}

/**
 * How much may be on its way to us at the same time. Large replies that are asked for together only make each other late, and
 * their bytes wait in memory. Whoever wants more than there is at all gets it when nobody else has any.
 */
export class ByteBudget {
  private used = 0;
  private readonly waiting: Waiting[] = [];

  public constructor(private readonly bytes: number) {}

  /** Runs `work` when there is room for so many bytes; in the order of asking. */
  public async spend<Result>(bytes: number, work: () => Promise<Result>): Promise<Result> {
    if (this.waiting.length > 0 || !this.hasRoomFor(bytes)) {
      await new Promise<void>((resolve) => {
        this.waiting.push({ bytes, start: resolve });
      });
    } else {
      this.used += bytes;
    }
    try {
      return await work();
    } finally {
      this.used -= bytes;
      this.startWaiting();
    }
  }

  private startWaiting(): void {
    for (let [next] = this.waiting; next && this.hasRoomFor(next.bytes); [next] = this.waiting) {
      this.waiting.shift();
      this.used += next.bytes;
      next.start();
    }
  }

  private hasRoomFor(bytes: number): boolean {
    return this.used === 0 || this.used + bytes <= this.bytes;
  }
}
