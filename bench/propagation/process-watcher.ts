import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { type Opening, type WatchedFlip, type Watcher, type WatcherName } from './watcher';

/**
 * A loop in another language, in a process of its own: it says a line when it is ready, begins with the first line of its input,
 * and says when it opened and how often it looked.
 */
export function processWatcher(name: WatcherName, command: readonly string[]): Watcher {
  return { name, prepare: (flip) => prepare(name, command, flip) };
}

async function prepare(name: string, [program = '', ...first]: readonly string[], flip: WatchedFlip): Promise<() => Promise<Opening>> {
  const child = spawn(program, [...first, '127.0.0.1', String(flip.seed.port), flip.targetFamily]);
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString('utf8')));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> => {
    const line = await lines.next();
    if (line.done === true) {
      throw new Error(`the loop of ${name} ended without an answer: ${complaints.trim()}`);
    }
    return JSON.parse(line.value) as Record<string, unknown>;
  };
  await next();
  return () => watch(child, next);
}

async function watch(child: ChildProcessWithoutNullStreams, next: () => Promise<Record<string, unknown>>): Promise<Opening> {
  child.stdin.end('\n');
  const opened = await next();
  return { openedAtMillis: Math.round(Number(opened['opened_at']) * 1000), looks: Number(opened['refreshes']) };
}
