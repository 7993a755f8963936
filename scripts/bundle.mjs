/**
 * Bundles what runs outside synth time: `node scripts/bundle.mjs [output folder]`, default `build`.
 *
 *   <output>/lambda/<name>/index.js   one folder for each function; the folder is the Lambda asset
 *   <output>/cli/main.js              the command line
 *   THIRD-PARTY-NOTICES.txt           beside package.json, never in an asset folder: there, every change of its wording
 *                                     would deploy the functions of every user again
 *
 * The output depends on nothing but the sources, the installed packages and the pinned esbuild
 * (scripts/check-bundles-reproducible.mjs proves it).
 */
import { existsSync, readFileSync, writeFileSync, chmodSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { thirdPartyNotices } from './third-party-notices.mjs';

const ROOT = path.dirname(import.meta.dirname);
const NOTICES = 'THIRD-PARTY-NOTICES.txt';
const SHEBANG = '#!/usr/bin/env node';

const BUNDLES = [
  { name: 'gate', source: 'lambda/gate/index.ts', output: 'lambda/gate/index.js' },
  { name: 'probe', source: 'lambda/probe/index.ts', output: 'lambda/probe/index.js' },
  { name: 'auth-token-rotation', source: 'lambda/rotation/index.ts', output: 'lambda/auth-token-rotation/index.js' },
  // aws-cdk-lib and constructs are peers: the user has them
  { name: 'cli', source: 'cli/main.ts', output: 'cli/main.js', executable: true, external: ['aws-cdk-lib', 'constructs'] },
];

/** The same for every bundle. Minified output carries no path comments, so it does not depend on where it was built. */
const OPTIONS = {
  absWorkingDir: ROOT,
  tsconfig: path.join(ROOT, 'tsconfig.json'),
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // the ES module flavour of the AWS SDK drops what is not used
  mainFields: ['module', 'main'],
  minify: true,
  charset: 'utf8',
  treeShaking: true,
  legalComments: 'none',
  sourcemap: false,
  metafile: true,
  logLevel: 'warning',
  logOverride: {
    'unsupported-dynamic-import': 'error',
    'unsupported-require-call': 'error',
    'indirect-require': 'error',
  },
};

const outputFolder = path.resolve(process.argv[2] ?? path.join(ROOT, 'build'));
// a bundle into another folder must leave nothing behind elsewhere
const noticesFolder = process.argv[2] === undefined ? ROOT : outputFolder;

const bundles = [];
for (const bundle of BUNDLES) {
  if (bundle.executable && !existsSync(path.join(ROOT, bundle.source))) {
    console.log(`${bundle.source} does not exist: ${bundle.output} is not bundled`);
    continue;
  }
  bundles.push(await bundleOne(bundle));
}
writeFileSync(path.join(noticesFolder, NOTICES), thirdPartyNotices(bundles, path.join(ROOT, 'LICENSE')));

async function bundleOne({ name, source, output, executable, external = [] }) {
  const outfile = path.join(outputFolder, output);
  const banner = executable && !startsWithShebang(source) ? { js: SHEBANG } : {};
  const { metafile, warnings } = await build({ ...OPTIONS, entryPoints: [source], outfile, banner, external });
  if (warnings.length > 0) {
    throw new Error(`${source} bundles with ${warnings.length} warnings, see above: a warning here is a defect at run time`);
  }
  if (executable) {
    chmodSync(outfile, 0o755);
  }
  console.log(`${output} ${(statSync(outfile).size / 1024).toFixed(1)} KiB`);
  return { name, inputs: Object.keys(metafile.inputs).map((input) => path.resolve(ROOT, input)) };
}

function startsWithShebang(source) {
  return readFileSync(path.join(ROOT, source), 'utf8').startsWith('#!');
}
