import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Benchmark } from './benchmark';
import { inMillis } from './scale';
import { LAMBDA_NODE } from './scale/run-worker';
import { spreadOf } from './statistics';

const PROBE = join(__dirname, '..', 'build', 'lambda', 'probe', 'index.js');
const REPEATS = 25;

interface Candidate {
  readonly name: 'bareNode' | 'probe' | 'redis' | 'ioredis';
  readonly label: string;
  readonly file: string;
}

/** How long the function takes to be there, compared with Node.js itself and with client libraries bundled the same way. */
export const coldStart: Benchmark = {
  name: 'coldStart',
  title: 'Start of the probe',
  run: async ({ progress }) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
    try {
      const candidates = await prepare(folder);
      const millis = new Map(candidates.map(({ name }) => [name, [] as number[]]));
      for (let round = 0; round < REPEATS; round += 1) {
        for (const { name, file } of candidates) millis.get(name)?.push(startOf(file));
        if (round % 5 === 4) progress(`${round + 1} of ${REPEATS} rounds`);
      }
      const rows = candidates.map(({ name, label, file }) => ({ name, label, spread: spreadOf(millis.get(name) ?? []), bytes: readFileSync(file).length, gzip: gzipSync(readFileSync(file)).length }));
      return {
        json: Object.fromEntries(rows.map(({ name, spread, bytes, gzip }) => [name, { medianMs: spread?.p50 ?? null, maxMs: spread?.max ?? null, bytes, gzipBytes: gzip }])),
        setup: [`a process of the Node.js of Lambda that loads one bundle and ends, ${REPEATS} times each, in turns`],
        table: [
          ['', 'median (max)', 'bundle', 'gzip'],
          ...rows.map(({ label, spread, bytes, gzip }) => [label, spread ? `${inMillis(spread.p50)} (${inMillis(spread.max)})` : '-', kilobytes(bytes), kilobytes(gzip)]),
        ],
        notes: ['The probe bundle is the one that is deployed. The others are bundled and minified with the same options.'],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function prepare(folder: string): Promise<readonly Candidate[]> {
  const bare = join(folder, 'bare.cjs');
  writeFileSync(bare, '');
  const bundled = async (name: string): Promise<string> => {
    const outfile = join(folder, `${name}.cjs`);
    await build({ stdin: { contents: `require(${JSON.stringify(name)})`, resolveDir: __dirname }, outfile, bundle: true, platform: 'node', target: 'node22', format: 'cjs', minify: true, logLevel: 'error' });
    return outfile;
  };
  return [
    { name: 'bareNode', label: 'Node.js alone', file: bare },
    { name: 'probe', label: 'the probe', file: PROBE },
    { name: 'redis', label: 'redis (node-redis)', file: await bundled('redis') },
    { name: 'ioredis', label: 'ioredis', file: await bundled('ioredis') },
  ];
}

function startOf(file: string): number {
  const begin = performance.now();
  execFileSync(LAMBDA_NODE, ['-e', `require(${JSON.stringify(file)});process.exit(0)`]);
  return performance.now() - begin;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}
