/** Exit code of a program that was interrupted: 128 + the number of SIGINT. */
export const INTERRUPTED = 130;

/** SIGINT and SIGTERM: the first ends everything in order, a second one does not wait for that. */
export class Interruption {
  private begun = false;

  public constructor(private readonly endEverything: () => Promise<void>) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        this.onSignal();
      });
    }
  }

  /** A signal has arrived: whatever fails from now on fails because everything is being ended. */
  public get hasBegun(): boolean {
    return this.begun;
  }

  private onSignal(): void {
    if (this.begun) {
      process.exit(INTERRUPTED);
    }
    this.begun = true;
    void this.endEverything().then(() => process.exit(INTERRUPTED));
  }
}
