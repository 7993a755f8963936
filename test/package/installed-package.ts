import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

export const ROOT = path.resolve(__dirname, '..', '..');

/** What `npm publish` would upload. */
export interface Tarball {
  readonly file: string;
  /** Paths in it. */
  readonly entries: readonly string[];
  /** Bytes. */
  readonly size: number;
}

/** Packs what the last build left, without another build. */
export function pack(folder: string): Tarball {
  const printed = npm(ROOT, ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [packed] = JSON.parse(printed) as { readonly filename: string; readonly size: number; readonly files: readonly { readonly path: string }[] }[];
  if (packed === undefined) throw new Error(`npm packed nothing: ${printed}`);
  return { file: path.join(folder, packed.filename), entries: packed.files.map((each) => each.path).sort(), size: packed.size };
}

/** A new project with the package as npm installs it, beside an aws-cdk-lib that is here already. Asks no registry. */
export function newProject(folder: string, tarball: Tarball, cdk: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'app', version: '1.0.0', private: true }));
  // the peers come afterwards: npm would look for them in the registry, and remove what it did not install
  npm(folder, ['install', '--offline', '--legacy-peer-deps', '--no-audit', '--no-fund', '--no-save', tarball.file]);
  const modules = path.join(folder, 'node_modules');
  for (const [name, target] of [['aws-cdk-lib', cdk], ['constructs', 'constructs']] as const) symlinkSync(path.join(ROOT, 'node_modules', target), path.join(modules, name));
  mkdirSync(path.join(modules, '@types'));
  symlinkSync(path.join(ROOT, 'node_modules', '@types', 'node'), path.join(modules, '@types', 'node'));
}

/** Runs a file of a project with Node and nothing else, and gives what it printed. */
export function runNode(folder: string, ...words: readonly string[]): string {
  return execFileSync(process.execPath, words, { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } });
}

function npm(cwd: string, words: readonly string[]): string {
  return execFileSync('npm', words, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
