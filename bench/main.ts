import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import CliTable from 'cli-table3';

import { type FlipPatternChoice } from './benchmark';
import { benchmarks } from './benchmarks';
import { readMachineFacts } from './machine-facts';
import { type BenchResults, type NamedReport, resultsAsJson, resultsAsMarkdown } from './results';

interface BenchArguments {
  readonly json?: string;
  readonly markdown?: string;
  readonly rounds: number;
  readonly pattern: FlipPatternChoice;
  readonly plot?: string;
  readonly only?: readonly string[];
}

const program = new Command('npm run bench --')
  .description('Measures this library against real servers and prints what it found')
  .option('--json <file>', 'also write the numbers as JSON')
  .option('--markdown <file>', 'also write the numbers as a page for docs/')
  .option('--rounds <number>', 'rounds of a benchmark that goes in rounds', countFrom, 20)
  .addOption(new Option('--pattern <pattern>', 'how the nodes of a round are flipped').choices(['staggered', 'at-once', 'isolated', 'mixed']).default('mixed'))
  .option('--plot <file>', 'also draw how a sweep grows with the group, as SVG')
  .addOption(new Option('--only <names...>', 'run only these benchmarks').choices(benchmarks.map(({ name }) => name)))
  .action(runBenchmarks);

async function runBenchmarks(given: BenchArguments): Promise<void> {
  const startedAt = new Date();
  const reports: NamedReport[] = [];
  for (const benchmark of benchmarks.filter(({ name }) => given.only?.includes(name) ?? true)) {
    const { name, title } = benchmark;
    const progress = (line: string): void => {
      process.stderr.write(`${name}: ${line}\n`);
    };
    reports.push({ name, title, report: await benchmark.run({ rounds: given.rounds, pattern: given.pattern, plot: given.plot, progress }) });
  }
  const results = { startedAt, machine: readMachineFacts(), reports };
  print(results);
  if (given.json !== undefined) {
    writeFileSync(given.json, `${JSON.stringify(resultsAsJson(results), null, 2)}\n`);
  }
  if (given.markdown !== undefined) {
    writeFileSync(given.markdown, resultsAsMarkdown(results));
  }
}

function print({ reports }: BenchResults): void {
  for (const { title, report } of reports) {
    const [head = [], ...rows] = report.table;
    const table = new CliTable({ head: [...head], style: { head: [], border: [] } });
    table.push(...rows.map((row) => [...row]));
    console.log([`\n${title}`, ...report.setup, table.toString(), ...report.notes].join('\n'));
  }
}

function countFrom(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new InvalidArgumentError('give a whole number from 1');
  }
  return count;
}

program.parseAsync().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
