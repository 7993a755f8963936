import { runCommandLine } from '../../cli/program';
import { type Session } from '../../cli/session';

/** What a command line did, run inside this process. */
export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface MemorySessionOptions {
  readonly environment?: Session['environment'];
  readonly interruption?: AbortSignal;
}

/** Runs a command line with outputs that only remember. */
export async function run(words: readonly string[], options: MemorySessionOptions = {}): Promise<Finished> {
  const stdout = new MemoryOutput();
  const stderr = new MemoryOutput();
  const exitCode = await runCommandLine(words, {
    stdout,
    stderr,
    environment: options.environment ?? {},
    interruption: options.interruption ?? new AbortController().signal,
  });
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

/** Remembers what is written to it. */
export class MemoryOutput {
  public text = '';

  public write(text: string): void {
    this.text += text;
  }
}
