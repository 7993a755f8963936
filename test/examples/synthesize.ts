import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ExampleRun } from './synthesize-many';

const ROOT = path.resolve(__dirname, '..', '..');
const EXAMPLES = path.join(ROOT, 'examples');

/** Every folder of examples/ with an app in it. */
export const EXAMPLE_NAMES: readonly string[] = readdirSync(EXAMPLES).filter((name) => existsSync(path.join(EXAMPLES, name, 'app.ts')));

/** Runs an example as the CDK does, in a process of its own and offline. Returns what it printed to stderr. */
export function synthesize(example: string, outputFolder: string): string {
  return run({ folder: path.join(EXAMPLES, example), output: outputFolder, context: {} });
}

/** Runs all examples once more, one after the other in the same process. Returns what it printed to stderr. */
export function synthesizeAll(outputOf: (example: string) => string): string {
  return runMany(EXAMPLE_NAMES.map((example) => ({ folder: path.join(EXAMPLES, example), output: outputOf(example), context: {} })));
}

/**
 * Makes a folder in which the built package is installed beside the newest aws-cdk-lib, which validates templates itself.
 */
export function installBesideNewestCdk(folder: string): void {
  const modules = path.join(folder, 'node_modules');
  const own = path.join(modules, 'cdk-elasticache-dual-stack');
  mkdirSync(own, { recursive: true });
  // copied: a link would lead the package back to the aws-cdk-lib of this checkout
  ['build', 'package.json', '.warnings.jsii.js'].forEach((entry) => {
    cpSync(path.join(ROOT, entry), path.join(own, entry), { recursive: true });
  });
  for (const [name, target] of [['aws-cdk-lib', 'aws-cdk-lib-newest'], ['constructs', 'constructs']] as const) {
    symlinkSync(path.join(ROOT, 'node_modules', target), path.join(modules, name));
  }
}

/** Copies all examples into such a folder and synthesizes them there; whatever the validator finds is an error. */
export function synthesizeBesideNewestCdk(folder: string, outputOf: (example: string) => string): string {
  const runs = EXAMPLE_NAMES.map((example) => ({ folder: path.join(folder, example), output: outputOf(example), context: IN_EARNEST }));
  EXAMPLE_NAMES.forEach((example) => {
    cpSync(path.join(EXAMPLES, example), path.join(folder, example), { recursive: true });
  });
  return runMany(runs);
}

/** Synthesizes the one file of an app in such a folder. */
export function synthesizeSourceBesideNewestCdk(source: string, folder: string, outputFolder: string): string {
  const app = path.join(folder, 'single-file');
  mkdirSync(app);
  writeFileSync(path.join(app, 'app.ts'), source);
  writeFileSync(path.join(app, 'cdk.json'), JSON.stringify({ context: {} }));
  return run({ folder: app, output: outputFolder, context: IN_EARNEST });
}

const IN_EARNEST = { '@aws-cdk/core:validateAgainstDefaultRules': true };

function run({ folder, output, context }: ExampleRun): string {
  return tsx(folder, ['app.ts'], { CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify({ ...contextOf(folder), ...context }) });
}

function runMany(runs: readonly ExampleRun[]): string {
  const all = runs.map((each) => ({ ...each, context: { ...contextOf(each.folder), ...each.context } }));
  return tsx(ROOT, [path.join(__dirname, 'synthesize-many.ts'), JSON.stringify(all)], {});
}

function contextOf(folder: string): object {
  return (JSON.parse(readFileSync(path.join(folder, 'cdk.json'), 'utf8')) as { context: object }).context;
}

function tsx(cwd: string, words: readonly string[], environment: Readonly<Record<string, string>>): string {
  const { PATH, HOME } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs'), ...words], {
    cwd,
    encoding: 'utf8',
    // no account, no region, no credentials: only what the example says itself
    env: { PATH, HOME, ...environment },
  });
  if (status !== 0) throw new Error(`${path.basename(cwd)} failed:\n${stderr}`);
  return stderr;
}

/** SHA-256 of every file, by path, but for the metadata: it has the stack trace of each annotation, which is another in another process. */
export function hashes(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.metadata.json'));
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), createHash('sha256').update(readFileSync(file)).digest('hex')];
    }),
  );
}

export function templatesIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.template.json')).map((name) => path.join(folder, name));
}

/** Where cfn-lint is: in the virtual environment of the checkout, or on the path. */
export function findCfnLint(): string | undefined {
  const ofCheckout = path.join(ROOT, '.venv', 'bin', 'cfn-lint');
  const candidates = [...(existsSync(ofCheckout) ? [ofCheckout] : []), 'cfn-lint'];
  return candidates.find((command) => spawnSync(command, ['--version']).status === 0);
}

/** Rules of cfn-lint, and of the validator that has them from there, that find what is so on purpose. */
export const IGNORED = [
  'W3005', // aws-cdk-lib writes dependencies down that a reference implies already
  'W3010', // the examples name availability zones, so that synth asks no account
];

/** What cfn-lint prints about templates; nothing if all is well. */
export function lint(cfnLint: string, templates: readonly string[]): string {
  return execFileSync(cfnLint, ['--non-zero-exit-code', 'none', '--ignore-checks', ...IGNORED, '--', ...templates], { encoding: 'utf8' });
}
