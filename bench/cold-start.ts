import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Benchmark } from './benchmark';
import { type JsonValue } from './json';
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

interface Start {
  readonly importMillis: number;
  readonly processMillis: number;
}

/** How long the function takes to be there, compared with Node.js itself and with client libraries bundled the same way. */
export const coldStart: Benchmark = {
  name: 'coldStart',
  title: 'Start of the probe',
  run: async ({ progress }) => {
    const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
    try {
      const candidates = await prepare(folder);
      const starts = new Map(candidates.map(({ name }) => [name, [] as Start[]]));
      for (let round = 0; round < REPEATS; round += 1) {
        for (const { name, file } of candidates) starts.get(name)?.push(startOf(file));
        if (round % 5 === 4) progress(`${round + 1} of ${REPEATS} rounds`);
      }
      const rows = candidates.map((candidate) => rowOf(candidate, starts.get(candidate.name) ?? []));
      return {
        json: Object.fromEntries(rows.map(({ name, json }) => [name, json])),
        setup: [`a process of the Node.js of Lambda that loads one bundle and ends, ${REPEATS} times each, in turns`],
        table: [['', 'import, median (max)', 'whole process, median (max)', 'bundle', 'gzip'], ...rows.map(({ cells }) => cells)],
        notes: ['The probe bundle is the one that is deployed. The others are bundled and minified with the same options. An import is timed in its process.'],
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

function startOf(file: string): Start {
  const begin = performance.now();
  const printed = execFileSync(LAMBDA_NODE, ['-e', `const begin = performance.now();require(${JSON.stringify(file)});process.stdout.write(String(performance.now() - begin));process.exit(0)`]);
  return { importMillis: Number(printed.toString()), processMillis: performance.now() - begin };
}

function rowOf({ name, label, file }: Candidate, starts: readonly Start[]): { name: string; json: JsonValue; cells: string[] } {
  const [imports, processes] = [spreadOf(starts.map(({ importMillis }) => importMillis)), spreadOf(starts.map(({ processMillis }) => processMillis))];
  const content = readFileSync(file);
  const [bytes, gzipBytes] = [content.length, gzipSync(content).length];
  return {
    name,
    json: { importMedianMs: imports?.p50 ?? null, importMaxMs: imports?.max ?? null, medianMs: processes?.p50 ?? null, maxMs: processes?.max ?? null, bytes, gzipBytes },
    cells: [label, ...[imports, processes].map((spread) => (spread ? `${inMillis(spread.p50)} (${inMillis(spread.max)})` : '-')), kilobytes(bytes), kilobytes(gzipBytes)],
  };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}
