import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ownProcess } from '../processes/ownership';

/** How one command of the CDK CLI ended. */
export interface CdkResult {
  readonly exitCode: number;
  /** Standard output and standard error, in the order they were written. */
  readonly output: string;
  readonly elapsedMillis: number;
}

export interface CdkCliOptions {
  /** The script of the CLI, `node_modules/aws-cdk/bin/cdk`. */
  readonly program: string;
  /** Folder of the app's `cdk.json`. */
  readonly appFolder: string;
  /** Where the app is synthesized to. */
  readonly outputFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Called for every line that the CLI writes. */
  readonly onLine: (line: string) => void;
}

/** Long enough for the CLI to stop its app, short enough that Ctrl-C feels like one. */
const TERMINATE_MILLIS = 2000;

/** Runs the real CDK CLI, one command at a time. */
export class CdkCli {
  private child: ChildProcess | undefined;
  private ended = false;

  public constructor(private readonly options: CdkCliOptions) {}

  /** Where the app is synthesized to. */
  public get outputFolder(): string {
    return this.options.outputFolder;
  }

  /** `deploy` or `destroy`, with what makes the CLI ask nothing and call nobody but the offline AWS. */
  public async run(command: readonly string[]): Promise<CdkResult> {
    this.refuseIfEnded();
    const startedAt = performance.now();
    const child = this.start(command);
    const lines: string[] = [];
    const take = (line: string): void => {
      lines.push(line);
      this.options.onLine(line);
    };
    createInterface({ input: child.stdout }).on('line', take);
    createInterface({ input: child.stderr }).on('line', take);
    const [code] = (await once(child, 'close')) as [number | null];
    this.child = undefined;
    // what a command that was ended had to say is nobody's result
    this.refuseIfEnded();
    return { exitCode: code ?? 1, output: lines.join('\n'), elapsedMillis: performance.now() - startedAt };
  }

  /** Ends the command that runs, if any, with everything it started. */
  public async end(): Promise<void> {
    this.ended = true;
    const child = this.child;
    if (child?.exitCode !== null || child.signalCode !== null) {
      return;
    }
    const gone = once(child, 'close');
    signalGroup(child, 'SIGTERM');
    const patience = setTimeout(() => {
      signalGroup(child, 'SIGKILL');
    }, TERMINATE_MILLIS);
    await gone;
    clearTimeout(patience);
    // the CLI may have ended before a program that it had started
    signalGroup(child, 'SIGKILL');
  }

  private refuseIfEnded(): void {
    if (this.ended) {
      throw new Error('the rehearsal was ended');
    }
  }

  private start(command: readonly string[]) {
    const quiet = ['--progress', 'events', '--no-notices', '--ci', '--no-color', '--output', this.options.outputFolder];
    const child = spawn(process.execPath, [this.options.program, ...command, ...quiet], {
      cwd: this.options.appFolder,
      env: this.options.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      // a process group of its own: the CLI starts the app through a shell, and all of them must end together
      detached: true,
    });
    ownProcess(child);
    this.child = child;
    return child;
  }
}

function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): void {
  if (leader.pid === undefined) {
    return;
  }
  try {
    process.kill(-leader.pid, signal);
  } catch {
    // the whole group has ended already
  }
}
