import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { processWatcher } from './process-watcher';
import { type Watcher } from './watcher';

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
export function redisPyWatcher({ python }: RedisPy): Watcher {
  return processWatcher('redisPy', [python, LOOP_FILE]);
}
