import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RehearsalReport } from '../../../rehearsal/scenario/report';
import { spawnRehearsal } from './spawn-rehearsal';

/** A run of the whole rehearsal, and everything that it left. */
export interface WholeRun {
  readonly exitCode: number | null;
  /** What it printed. */
  readonly output: string;
  readonly report: RehearsalReport;
  /** What a scenario wrote, line by line. */
  log(scenario: string): string;
  /** Its folder for temporary files. */
  readonly temporary: string;
}

/**
 * Runs the whole rehearsal; or takes the run of a moment ago, if REHEARSAL_RUN names its folder, so that nobody has to wait for it
 * twice. In the folder are `report.json`, `output.txt`, `exit-code`, `logs` and `tmp`.
 */
export async function wholeRun(folder: string): Promise<WholeRun> {
  const before = process.env['REHEARSAL_RUN'];
  const from = before ?? folder;
  const text = (...path: readonly string[]): string => readFileSync(join(from, ...path), 'utf8');
  const run =
    before === undefined ? await runIn(folder) : { exitCode: Number(text('exit-code')), output: text('output.txt') };
  return {
    ...run,
    report: JSON.parse(text('report.json')) as RehearsalReport,
    log: (scenario) => text('logs', `${scenario}.log`),
    temporary: join(from, 'tmp'),
  };
}

async function runIn(folder: string): Promise<Pick<WholeRun, 'exitCode' | 'output'>> {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const rehearsal = spawnRehearsal(['--json', join(folder, 'report.json'), '--keep-logs', join(folder, 'logs')], temporary);
  return { exitCode: await rehearsal.ended, output: rehearsal.output() };
}
