import pLimit from 'p-limit';
import pico from 'picocolors';
import { TemplateValidator } from '../cloudformation/template-validator/template-validator';
import { Cleanup } from '../scenario/cleanup';
import { INTERRUPTED, Interruption } from '../scenario/interruption';
import { createView } from '../view/create-view';
import { MUTANTS } from './mutants';
import { type MutantReport, runMutant } from './run-mutant';

const AT_A_TIME = 2;
const NODE_DELAY_MILLIS = 1000;
const LONGEST_SENTENCE = 160;
const MOST_SENTENCES = 4;

/** Breaks the product on purpose, again and again, and shows that the rehearsal says so each time. Exit code 1: a mutant survived. */
async function main(): Promise<number> {
  const cleanup = new Cleanup();
  const view = createView(process.stdout);
  const interruption = new Interruption(async () => {
    view.close();
    await cleanup.run();
  });
  const validator = new TemplateValidator();
  cleanup.add(() => validator.close());
  validator.start();
  const limit = pLimit(AT_A_TIME);
  const options = { view, cleanup, nodeDelayMillis: NODE_DELAY_MILLIS, validator };
  try {
    const reports = await Promise.all(MUTANTS.map((mutant) => limit(() => runMutant(mutant, options))));
    process.stdout.write(`\n${reports.map(lineOf).join('')}`);
    return reports.every(({ killed }) => killed) ? 0 : 1;
  } catch (error) {
    if (interruption.hasBegun) return INTERRUPTED;
    throw error;
  } finally {
    await cleanup.run();
  }
}

function lineOf({ name, killed, deviations, seconds }: MutantReport): string {
  const mark = killed ? pico.green('✔ found   ') : pico.red('✘ SURVIVED');
  const said = [...new Set(deviations)].slice(0, MOST_SENTENCES).map((sentence) => `    ${sentence.split('\n')[0]?.slice(0, LONGEST_SENTENCE) ?? ''}\n`).join('');
  return `${mark} ${name} (${seconds} s)\n${said}`;
}

void main().then((code) => {
  process.exitCode = code;
});
