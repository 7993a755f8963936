import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Caches that the tools themselves keep from one run to the next. */
const CACHES = /^(tsx-\d+|node-compile-cache)$/;

/** The processes that `pid` started, and those that they started. */
export function descendantsOf(pid: number): readonly number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const processes = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const childrenOf = (parent: number): readonly number[] =>
    processes.flatMap(([child, itsParent]) => (child !== undefined && itsParent === parent ? [child, ...childrenOf(child)] : []));
  return childrenOf(pid);
}

/** Those of `pids` that still run after they had `patienceMillis` to end. */
export async function survivors(pids: readonly number[], patienceMillis = 5000): Promise<readonly number[]> {
  const deadline = Date.now() + patienceMillis;
  while (pids.some(isAlive) && Date.now() < deadline) {
    await pause(50);
  }
  return pids.filter(isAlive);
}

/** What is left in a folder for temporary files. */
export function leftIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => !CACHES.test(name));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
