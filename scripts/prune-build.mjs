/**
 * Keeps the folder of the build to what the build makes: `node scripts/prune-build.mjs begin`, build, `node scripts/prune-build.mjs end`.
 * Whatever is older than the beginning came from sources that are gone, and would be published otherwise. To empty the folder
 * first would be simpler, and take the bundles away from everybody who is at work beside the build.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const BUILD = path.join(path.dirname(import.meta.dirname), 'build');
const BEGUN = path.join(BUILD, '.begun');
/** Written after the build, by scripts/setup.mjs. */
const STAMP = path.join(BUILD, '.inputs.sha256');

if (process.argv[2] === 'begin') {
  mkdirSync(BUILD, { recursive: true });
  writeFileSync(BEGUN, '');
} else {
  const begunAt = statSync(BEGUN).mtimeMs;
  const files = readdirSync(BUILD, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const file = path.join(parentPath, name);
    if (file !== STAMP && statSync(file).mtimeMs < begunAt) rmSync(file);
  }
  rmSync(BEGUN);
}
