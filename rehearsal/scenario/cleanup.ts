type End = () => Promise<void> | void;

/** What has to be ended when the rehearsal ends, however it ends: last begun, first ended. */
export class Cleanup {
  private readonly ends: End[] = [];
  private running: Promise<void> | undefined;

  /** Remembers `end`. If the clean-up has already begun, `end` is called at once. */
  public add(end: End): void {
    if (this.running === undefined) {
      this.ends.push(end);
    } else {
      this.running = this.running.then(() => quietly(end));
    }
  }

  /** Ends everything; one that fails does not keep the others. Safe to call twice. */
  public async run(): Promise<void> {
    this.running ??= this.runAll();
    await this.running;
  }

  private async runAll(): Promise<void> {
    for (let end = this.ends.pop(); end !== undefined; end = this.ends.pop()) {
      await quietly(end);
    }
  }
}

async function quietly(end: End): Promise<void> {
  try {
    await end();
  } catch (error) {
    // Nothing can be done about it any more, but nobody shall wonder about a process that is left.
    process.stderr.write(`rehearsal: while cleaning up: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
