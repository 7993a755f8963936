import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { ownProcess } from '../processes/ownership';
import { exited, type Outcome, timedOut } from './outcome';
import { runtimeNode } from './runtime-location';

/** A handler may take long to load on a busy machine; AWS itself allows ten seconds. */
const INIT_MILLIS = 30_000;

/** One call of a function. */
export interface Job {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  readonly functionArn: string;
  readonly timeoutMillis: number;
}

export interface ExecutionEnvironmentOptions {
  readonly codeDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly onLogLine: (line: string) => void;
}

/** After its `last` answer the process ends. */
type Message = { readonly kind: 'ready' } | ({ readonly kind: 'answer'; readonly last?: true } & Outcome);

/** One process of a function, which answers one invocation after the other. */
export class ExecutionEnvironment {
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;
  private settle: ((outcome: Outcome) => void) | undefined;
  private alive = true;

  public constructor(options: ExecutionEnvironmentOptions) {
    this.child = fork(join(__dirname, 'bootstrap.cjs'), [], {
      execPath: runtimeNode(),
      // Our own flags, such as those of a TypeScript loader, are not the function's.
      execArgv: [],
      cwd: options.codeDirectory,
      env: options.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    ownProcess(this.child);
    for (const stream of [this.child.stdout, this.child.stderr]) forEachLine(stream, options.onLogLine);
    const { promise: ready, resolve: becomeReady } = deferred();
    this.ready = ready;
    this.child.on('message', (message) => {
      this.receive(message as Message, becomeReady);
    });
    // What kept the process from starting shows as its end.
    this.child.on('error', () => undefined);
    this.child.once('exit', becomeReady);
  }

  /** Can it take another invocation? Not after a timeout, a crash or `kill`. */
  public isUsable(): boolean {
    return this.alive && this.child.connected;
  }

  public async invoke(job: Job): Promise<Outcome> {
    const end = this.outcomeOf(job);
    await this.ready;
    if (!this.isUsable()) return exited(job.requestId, this.child.exitCode, this.child.signalCode);
    const deadline = Date.now() + job.timeoutMillis;
    const timer = setTimeout(() => {
      this.kill();
      this.settle?.(timedOut(job.requestId, job.timeoutMillis));
    }, job.timeoutMillis);
    this.child.send({ requestId: job.requestId, payload: job.payload, functionArn: job.functionArn, deadline });
    try {
      return await end;
    } finally {
      clearTimeout(timer);
    }
  }

  public kill(): void {
    this.alive = false;
    // A process that never started has no id, and must not be signalled.
    if (this.child.pid !== undefined) this.child.kill('SIGKILL');
  }

  private receive(message: Message, becomeReady: () => void): void {
    if (message.kind === 'ready') {
      becomeReady();
      return;
    }
    if (message.last) this.alive = false;
    this.settle?.({ failed: message.failed, payload: message.payload });
  }

  private outcomeOf(job: Job): Promise<Outcome> {
    return new Promise((resolve) => {
      const onExit = (code: number | null, signal: NodeJS.Signals | null) => this.settle?.(exited(job.requestId, code, signal));
      this.child.once('exit', onExit);
      this.settle = (outcome) => {
        this.settle = undefined;
        this.child.off('exit', onExit);
        resolve(outcome);
      };
    });
  }
}

function forEachLine(stream: Readable | null, take: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', take);
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  const limit = setTimeout(resolve, INIT_MILLIS);
  return {
    promise,
    resolve: () => {
      clearTimeout(limit);
      resolve();
    },
  };
}
