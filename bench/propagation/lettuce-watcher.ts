import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { processWatcher } from './process-watcher';
import { type Watcher } from './watcher';

const PROJECT = join(__dirname, '..', 'lettuce');
const BUILD_MILLIS = 300_000;

/** Lettuce, compiled together with the loop. */
export interface Lettuce {
  readonly classPath: string;
  readonly version: string;
}

/** Compiles the loop with Maven; `null` where there is no Maven, no Java 17 or no way to get Lettuce. */
export function buildLettuce(): Lettuce | null {
  const folder = mkdtempSync(join(tmpdir(), 'bench-lettuce-'));
  try {
    const settings = ['-q', '-B', '-f', join(PROJECT, 'pom.xml')];
    const run = (program: string, words: readonly string[]): string => execFileSync(program, words, { encoding: 'utf8', stdio: 'pipe', timeout: BUILD_MILLIS });
    run('mvn', [...settings, 'dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'lib')}`]);
    run('javac', ['--release', '17', '-cp', join(folder, 'lib', '*'), '-d', join(folder, 'classes'), join(PROJECT, 'src', 'main', 'java', 'LettuceLoop.java')]);
    const version = /lettuce-core-([\w.]+)\.jar/.exec(run('ls', [join(folder, 'lib')]))?.[1] ?? 'unknown';
    return { classPath: `${join(folder, 'classes')}:${join(folder, 'lib', '*')}`, version };
  } catch {
    return null;
  }
}

/** The loop of the AWS page "IPv6 client examples" on the real Lettuce, in a process of its own. */
export function lettuceWatcher({ classPath }: Lettuce): Watcher {
  return processWatcher('lettuce', ['java', '-cp', classPath, 'LettuceLoop']);
}
