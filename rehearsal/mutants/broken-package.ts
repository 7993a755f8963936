import { cpSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { EXAMPLES_FOLDER } from '../scenario/examples-folder';
import { type Mutant } from './mutant';

const ROOT = join(__dirname, '..', '..');
const PACKAGE = 'cdk-elasticache-dual-stack';

/** What the package needs beside it, and what runs the examples. */
const BESIDE = ['aws-cdk-lib', 'constructs', 'tsx', '.bin'];

/**
 * Makes a folder with a copy of the built package, in which the wrapper of a mutant has taken the place of one bundle, and the
 * example that is deployed from there. The build itself stays as it is.
 *
 * @returns the folder of the examples
 */
export function brokenPackage({ name, bundle, scenario }: Mutant, folder: string): string {
  const modules = join(folder, 'node_modules');
  const own = join(modules, PACKAGE);
  mkdirSync(own, { recursive: true });
  // copied: a link would lead back to the bundles of this checkout
  for (const entry of ['build', 'package.json', '.warnings.jsii.js']) cpSync(join(ROOT, entry), join(own, entry), { recursive: true });
  for (const entry of BESIDE) symlinkSync(join(ROOT, 'node_modules', entry), join(modules, entry));
  wrap(join(own, 'build', 'lambda', bundle), join(__dirname, 'wrappers', `${name}.ts`));
  const examples = join(folder, 'examples');
  cpSync(join(EXAMPLES_FOLDER, scenario.example), join(examples, scenario.example), { recursive: true });
  return examples;
}

function wrap(bundleFolder: string, wrapper: string): void {
  const bundled = join(bundleFolder, 'index.js');
  renameSync(bundled, join(bundleFolder, 'product.js'));
  buildSync({
    entryPoints: [wrapper],
    outfile: bundled,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['./product'],
    tsconfig: join(ROOT, 'tsconfig.json'),
    logLevel: 'error',
  });
}
