import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { type Opening, type WatchedFlip, type Watcher } from './watcher';

const LOOP_FILE = join(__dirname, '..', 'redis_py_loop.py');

/** A Python that has redis-py. */
export interface RedisPy {
  readonly python: string;
  /** Of redis-py. */
  readonly version: string;
}

/** The Python of `.venv`, or else the `python3` of the path, if it can import redis-py; `null` if neither can. */
export function findRedisPy(): RedisPy | null {
  const ofCheckout = join(__dirname, '..', '..', '.venv', 'bin', 'python');
  const python = existsSync(ofCheckout) ? ofCheckout : 'python3';
  try {
    const output = execFileSync(python, ['-c', 'import redis.cluster; print(redis.__version__)'], { encoding: 'utf8', stdio: 'pipe' });
    return { python, version: output.trim() };
  } catch {
    return null;
  }
}

/** The loop of the AWS page "IPv6 client examples" on the real redis-py, in a process of its own. */
export function redisPyWatcher(redisPy: RedisPy): Watcher {
  return { name: 'redisPy', prepare: (flip) => prepare(redisPy, flip) };
}

async function prepare(redisPy: RedisPy, flip: WatchedFlip): Promise<() => Promise<Opening>> {
  const child = spawn(redisPy.python, [LOOP_FILE, '127.0.0.1', String(flip.seed.port), flip.targetFamily]);
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString('utf8')));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Record<string, unknown>> => {
    const line = await lines.next();
    if (line.done === true) {
      throw new Error(`redis_py_loop.py ended without an answer: ${complaints.trim()}`);
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
