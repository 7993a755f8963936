import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** Read by the test processes, which inherit it. */
export const VALIDATOR_PORT = 'TEMPLATE_VALIDATOR_PORT';

/** What the run started and must end. */
const running = globalThis as { templateValidator?: ChildProcess; temporaryFolder?: string };

/**
 * Before all tests: a temporary folder of this run, because every synthesized app leaves one of its own there, and the
 * template validator's process, which loads its rules when the first template comes.
 */
export default async function setUp(): Promise<void> {
  running.temporaryFolder = mkdtempSync(path.join(tmpdir(), 'test-run-'));
  process.env['TMPDIR'] = running.temporaryFolder;
  const child = fork(path.join(__dirname, 'template-validator', 'server.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  running.templateValidator = child;
  process.env[VALIDATOR_PORT] = String(port);
}

/** After all tests. */
export function tearDown(): void {
  running.templateValidator?.kill();
  if (running.temporaryFolder !== undefined) rmSync(running.temporaryFolder, { recursive: true, force: true });
}
