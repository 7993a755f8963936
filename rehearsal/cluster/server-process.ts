import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownProcess } from '../processes/ownership';
import { type NodeConnection } from './node-connection';
import { commandLineOf, type ServerOptions } from './server-command-line';

/** How long a server may take to answer for the first time, on a busy machine. */
const START_MILLIS = 20_000;

/** One running redis-server. */
export class ServerProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts a server and waits until it, and no other process, answers on its port. */
  public static async start(options: ServerOptions, connection: NodeConnection): Promise<ServerProcess> {
    mkdirSync(options.directory, { recursive: true });
    const child = spawn(options.program, commandLineOf(options), { stdio: 'ignore' });
    ownProcess(child);
    let failure: Error | undefined;
    child.on('error', (error) => {
      failure = error;
    });
    const server = new ServerProcess(child);
    try {
      await server.untilItAnswers(connection, () => failure);
      return server;
    } catch (error) {
      await server.kill();
      throw new Error(`${options.program} did not start on port ${options.port}${lastLogLine(options.directory)}`, { cause: error });
    }
  }

  public async kill(): Promise<void> {
    if (!this.isRunning()) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }

  public signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    if (this.isRunning()) this.child.kill(signal);
  }

  private isRunning(): boolean {
    // kill() of a child that never got an id would signal our own process group.
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  private async untilItAnswers(connection: NodeConnection, failure: () => Error | undefined): Promise<void> {
    const limit = Date.now() + START_MILLIS;
    for (;;) {
      const refused = await this.answers(connection);
      if (refused === undefined) return;
      if (!this.isRunning()) throw failure() ?? new Error('the process ended');
      if (Date.now() > limit) throw refused;
      await sleep(20);
    }
  }

  /** Nothing if our process answers, else why not. */
  private async answers(connection: NodeConnection): Promise<Error | undefined> {
    let info: string;
    try {
      info = String(await connection.command(['INFO', 'server']));
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
    // Somebody else's server on our port would otherwise be taken for ours, and get all our commands.
    const id = Number(/process_id:(\d+)/.exec(info)?.[1]);
    if (id !== this.child.pid) throw new Error(`the port is held by process ${id}, which is not ours`);
    return undefined;
  }
}

function lastLogLine(directory: string): string {
  try {
    const line = readFileSync(join(directory, 'log'), 'utf8').trim().split('\n').at(-1) ?? '';
    return line === '' ? '' : `; the last line of its log: ${line}`;
  } catch {
    return '';
  }
}
