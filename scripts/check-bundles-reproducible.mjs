/**
 * Bundles a copy of the sources in two different folders and compares what comes out, byte by byte:
 * `node scripts/check-bundles-reproducible.mjs`. Prints one SHA-256 a file; exit code 1 if a file differs.
 *
 * Users deploy the bundles as Lambda assets. If the place of the build changed a hash, each of our releases would
 * deploy functions again that did not change.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.dirname(import.meta.dirname);
const SOURCES = ['lib', 'lambda', 'cli', 'rehearsal', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.jsii.json', 'LICENSE'];

const workspace = mkdtempSync(path.join(os.tmpdir(), 'bundles-'));
try {
  // names of different length, at different depth
  const first = bundleCopy(path.join(workspace, 'a'));
  const second = bundleCopy(path.join(workspace, 'another', 'much-longer-name'));
  const files = [...new Set([...first.keys(), ...second.keys()])].sort();
  const different = files.filter((file) => first.get(file) !== second.get(file));
  for (const file of files) {
    console.log(`${different.includes(file) ? 'DIFFERENT' : 'same'} ${first.get(file) ?? '-'.repeat(64)} ${file}`);
  }
  process.exitCode = files.length > 0 && different.length === 0 ? 0 : 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

/** Returns file -> SHA-256 of everything that the bundler wrote. */
function bundleCopy(folder) {
  mkdirSync(folder, { recursive: true });
  for (const source of SOURCES.filter((name) => existsSync(path.join(ROOT, name)))) {
    cpSync(path.join(ROOT, source), path.join(folder, source), {
      recursive: true,
      filter: (file) => !/(^|[\\/])(node_modules|cdk\.out)([\\/]|$)/.test(path.relative(ROOT, file)),
    });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const output = path.join(folder, 'bundles');
  execFileSync(process.execPath, [path.join(folder, 'scripts', 'bundle.mjs'), output], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return hashesOf(output);
}

function hashesOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
      return [path.relative(folder, file).split(path.sep).join('/'), hash];
    }),
  );
}
