import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');
const EXAMPLES = path.join(ROOT, 'examples');

/** Every folder of examples/ with an app in it. */
export const EXAMPLE_NAMES: readonly string[] = readdirSync(EXAMPLES).filter((name) => existsSync(path.join(EXAMPLES, name, 'app.ts')));

/** How an example is synthesized, other than by its own `cdk.json`. */
export interface Synthesis {
  /** Further context values. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** With the newest aws-cdk-lib instead of the lowest that the library supports. */
  readonly newestCdk?: boolean;
}

/** Runs an example as the CDK does, in a process of its own and offline. Returns what it printed to stderr. */
export function synthesize(example: string, outputFolder: string, { context: more, newestCdk = false }: Synthesis = {}): string {
  const cwd = path.join(EXAMPLES, example);
  const { context } = JSON.parse(readFileSync(path.join(cwd, 'cdk.json'), 'utf8')) as { context: object };
  const { PATH, HOME } = process.env;
  const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const hook = newestCdk ? { NODE_OPTIONS: `--require ${path.join(ROOT, 'test', 'support', 'newest-cdk.cjs')}` } : {};
  const { status, stderr } = spawnSync(process.execPath, [tsx, 'app.ts'], {
    cwd,
    encoding: 'utf8',
    // no account, no region, no credentials: only what the example says itself
    env: { PATH, HOME, CDK_OUTDIR: outputFolder, CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...more }), ...hook },
  });
  if (status !== 0) {
    throw new Error(`${example} failed:\n${stderr}`);
  }
  return stderr;
}

/** SHA-256 of every file, by path. */
export function hashes(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
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

/** What cfn-lint prints about a template; nothing if all is well. */
export function lint(cfnLint: string, template: string): string {
  return execFileSync(cfnLint, ['--non-zero-exit-code', 'none', '--ignore-checks', ...IGNORED, '--', template], { encoding: 'utf8' });
}
