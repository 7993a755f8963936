import { basename } from 'node:path';
import { type BenchmarkReport } from './benchmark';
import { type JsonValue } from './json';
import { type MachineFacts } from './machine-facts';

/** One benchmark's report under its name. */
export interface NamedReport {
  readonly name: string;
  readonly title: string;
  readonly report: BenchmarkReport;
}

/** One run of `npm run bench`. */
export interface BenchResults {
  readonly startedAt: Date;
  readonly machine: MachineFacts;
  readonly reports: readonly NamedReport[];
}

/** What `--json` writes: when, on what, and each benchmark's numbers under its name. */
export function resultsAsJson({ startedAt, machine, reports }: BenchResults): JsonValue {
  return {
    startedAt: startedAt.toISOString(),
    machine: { ...machine },
    ...Object.fromEntries(reports.map(({ name, report }) => [name, report.json])),
  };
}

/** What `--markdown` writes: a page that can stand in `docs/` as it is. */
export function resultsAsMarkdown({ startedAt, machine, reports }: BenchResults): string {
  const machineLine = `${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.nodeVersion}`;
  const head = [
    '# Benchmarks',
    '',
    'Written by `npm run bench -- --markdown docs/benchmarks.md --plot docs/growth.svg`; run that again to refresh it.',
    '',
    `Measured on ${startedAt.toISOString().slice(0, 10)}: ${machineLine}.`,
  ];
  return [...head, ...reports.flatMap(sectionOf), ''].join('\n');
}

function sectionOf({ title, report }: NamedReport): readonly string[] {
  const [headRow = [], ...rows] = report.table;
  return [
    '',
    `## ${title}`,
    '',
    ...report.setup.map((line) => `- ${line}`),
    '',
    markdownRow(headRow),
    markdownRow(headRow.map(() => '---')),
    ...rows.map(markdownRow),
    '',
    ...report.notes.map((line) => `- ${line}`),
    ...(report.picture === undefined ? [] : ['', `![${title}](${basename(report.picture)})`]),
  ];
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
