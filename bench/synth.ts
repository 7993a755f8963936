import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Benchmark, type BenchmarkOptions, type BenchmarkReport } from './benchmark';
import { type SynthMeasurement } from './synth/measure';
import { type Variant, type VariantName } from './synth/variant';
import { variants } from './synth/variants';

const GROUPS = 20;
const MOST_ROUNDS = 7;
const PAIRS: readonly (readonly [baseline: VariantName, ours: VariantName])[] = [
  ['l1', 'groups'],
  ['guarded-l1', 'guarded-groups'],
  ['gated-l1', 'default-groups'],
];

/** What does it cost at synth to write caches with this library, beside the same resources without it? */
export const synth: Benchmark = { name: 'synth', title: `Synthesizing ${GROUPS} caches`, run };

/** What the processes of one variant found. */
interface Found {
  readonly variant: Variant;
  readonly millis: readonly number[];
  readonly resources: number;
}

function run({ rounds, progress }: BenchmarkOptions): Promise<BenchmarkReport> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bench-synth-'));
  try {
    const found = new Map<VariantName, Found>();
    for (let round = 1; round <= Math.min(rounds, MOST_ROUNDS); round += 1) {
      // by turns, so that a slow minute of the machine is slow for all
      for (const variant of variants) {
        const { millis, resources } = measure(variant, scratch);
        found.set(variant.name, { variant, resources, millis: [...(found.get(variant.name)?.millis ?? []), millis] });
      }
      progress(`round ${round}: ${[...found.values()].map(({ variant, millis }) => `${variant.name} ${Math.round(millis.at(-1) ?? 0)} ms`).join(', ')}`);
    }
    return Promise.resolve(reportOf(found));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function measure(variant: Variant, scratch: string): SynthMeasurement {
  const script = path.join(__dirname, 'synth', 'measure.ts');
  const output = execFileSync(process.execPath, ['--import', 'tsx', script, variant.name, String(GROUPS)], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: scratch },
  });
  return JSON.parse(output) as SynthMeasurement;
}

function reportOf(found: ReadonlyMap<VariantName, Found>): BenchmarkReport {
  const leastOf = (name: VariantName): number => Math.min(...(found.get(name)?.millis ?? []));
  const ratioOf = (name: VariantName): number | undefined => {
    const baseline = PAIRS.find(([, ours]) => ours === name)?.[0];
    return baseline === undefined ? undefined : leastOf(name) / leastOf(baseline);
  };
  const rows = [...found.values()].map(({ variant, millis, resources }) => {
    const ratio = ratioOf(variant.name);
    const spread = `${Math.round(Math.min(...millis))} to ${Math.round(Math.max(...millis))}`;
    return [variant.title, String(resources), `${Math.round(leastOf(variant.name))} ms`, spread, ratio === undefined ? '-' : `${ratio.toFixed(2)} x`];
  });
  const json = [...found.values()].map(({ variant, millis, resources }) => ({
    variant: variant.name,
    resources,
    leastMillis: leastOf(variant.name),
    millis,
    ratio: ratioOf(variant.name) ?? null,
  }));
  return {
    json: { groups: GROUPS, variants: json },
    setup: [`${GROUPS} default caches in one stack, with their VPC; in each process the median of 8 syntheses after 4 to warm up`],
    table: [['', 'resources', 'CPU time, fastest process', 'all processes', 'beside the line above'], ...rows],
    notes: [
      'CPU time of the process, so that the rest of the machine matters little; the fastest process counts.',
      'By hand, nothing is checked at synth; here every rule judges every group twice, when it is made and as it goes into the template.',
    ],
  };
}
