import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDirectory, removeDirectory } from '../../../rehearsal/processes/ownership';

/** Owns a directory and a process that would sleep for a minute, says so, and does what it is told to at the end. */
const OWNER = (ending: string) => `
  const { spawn } = require('node:child_process');
  const { makeDirectory, ownProcess } = require(${JSON.stringify(join(__dirname, '../../../rehearsal/processes/ownership.ts'))});
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
  ownProcess(child);
  process.stdout.write(JSON.stringify({ directory: makeDirectory('owned-'), child: child.pid }) + '\\n');
  ${ending}
`;

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

async function eventually(condition: () => boolean): Promise<void> {
  for (let waited = 0; waited < 10_000 && !condition(); waited += 20) await sleep(20);
  expect(condition()).toBe(true);
}

async function startOwner(ending: string) {
  const owner = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', OWNER(ending)], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exit = once(owner, 'exit');
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  const owned = JSON.parse(String(line)) as { directory: string; child: number };
  return { owner, exit, owned };
}

describe('what a process owns goes with it', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('when it is ended by %s', async (signal) => {
    const { owner, exit, owned } = await startOwner('');
    expect([existsSync(owned.directory), isRunning(owned.child)]).toEqual([true, true]);
    owner.kill(signal);
    await exit;
    await eventually(() => !existsSync(owned.directory) && !isRunning(owned.child));
  });

  test.each(['process.exit(0);', 'throw new Error("expected by the test");'])('when it ends with %s', async (ending) => {
    const { exit, owned } = await startOwner(ending);
    await exit;
    await eventually(() => !existsSync(owned.directory) && !isRunning(owned.child));
  });
});

test('a directory can be removed earlier, twice', () => {
  const directory = makeDirectory('owned-');
  expect(existsSync(directory)).toBe(true);
  removeDirectory(directory);
  removeDirectory(directory);
  expect(existsSync(directory)).toBe(false);
});
