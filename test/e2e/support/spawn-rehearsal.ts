import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** A rehearsal in a process of its own, as `npm run rehearse` starts it. */
export interface SpawnedRehearsal {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts a rehearsal whose temporary files all go to `temporaryFolder`. */
export function spawnRehearsal(words: readonly string[], temporaryFolder: string, environment: NodeJS.ProcessEnv = {}): SpawnedRehearsal {
  const child = spawn(process.execPath, ['--import', 'tsx', join('rehearsal', 'main.ts'), ...words], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporaryFolder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => Buffer.concat(chunks).toString('utf8'), ended };
}
