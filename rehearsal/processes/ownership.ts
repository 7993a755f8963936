import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Writable } from 'node:stream';

/**
 * What this process must not leave behind. A small process beside this one (`reaper.cjs`) is told of every child and
 * directory, and cleans up when this one ends, however it ends: signal handlers would miss SIGKILL, and would take
 * Ctrl-C away from the program that uses us.
 */
const owned = new Set<string>();
let reaper: Writable | undefined;

/** The child is killed when this process ends, unless it ended before. */
export function ownProcess(child: ChildProcess): void {
  // A child that could not be started has no id; there is nothing to own.
  if (child.pid === undefined) return;
  const id = String(child.pid);
  own('process', id);
  child.once('exit', () => {
    release('process', id);
  });
}

/** A new directory for temporary files; removed by `removeDirectory` or when this process ends. */
export function makeDirectory(prefix: string): string {
  const path = mkdtempSync(join(tmpdir(), prefix));
  own('directory', path);
  return path;
}

/** Removes a directory of `makeDirectory` with everything in it. Safe to call twice. */
export function removeDirectory(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  release('directory', path);
}

function own(kind: 'process' | 'directory', name: string): void {
  owned.add(`${kind} ${name}`);
  reaper ??= startReaper();
  reaper.write(`own-${kind} ${name}\n`);
}

function release(kind: 'process' | 'directory', name: string): void {
  if (!owned.delete(`${kind} ${name}`)) return;
  reaper?.write(`release-${kind} ${name}\n`);
  if (owned.size > 0) return;
  // Nothing left to look after: the reaper ends too.
  reaper?.end();
  reaper = undefined;
}

function startReaper(): Writable {
  // In a process group of its own, so that whatever ends our whole group does not end the one that cleans up.
  const child = spawn(process.execPath, [join(__dirname, 'reaper.cjs')], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  // It must not keep this process alive.
  child.unref();
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') (child.stdin.unref as () => void).call(child.stdin);
  return child.stdin;
}
