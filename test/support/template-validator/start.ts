import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';

/** Read by the test processes, which inherit it. */
export const VALIDATOR_PORT = 'TEMPLATE_VALIDATOR_PORT';

const running = globalThis as { templateValidator?: ChildProcess };

/** Before all tests: starts the validator's process; it loads its rules when the first template comes. */
export default async function start(): Promise<void> {
  const child = fork(path.join(__dirname, 'server.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  running.templateValidator = child;
  process.env[VALIDATOR_PORT] = String(port);
}

/** After all tests. */
export function stop(): void {
  running.templateValidator?.kill();
}
