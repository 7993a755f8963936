import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Any package that functions expect the runtime to bring. */
const RUNTIME_PACKAGE = '@aws-sdk/client-lambda';

/** The `node_modules` folder with what the real runtime brings along: the AWS SDK. */
export function runtimeModules(): string {
  const found = require.resolve(RUNTIME_PACKAGE);
  return found.slice(0, found.lastIndexOf(join('node_modules', ...RUNTIME_PACKAGE.split('/'))) + 'node_modules'.length);
}

/** The node that runs functions: the one that is installed as a package, like nodejs24.x; else the one that runs us. */
export function runtimeNode(): string {
  const installed = join(dirname(runtimeModules()), 'node_modules', '.bin', 'node');
  return existsSync(installed) ? installed : process.execPath;
}
