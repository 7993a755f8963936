import { makeDirectory, removeDirectory } from '../processes/ownership';
import { deviations } from '../scenario/deviations';
import { runScenario, type ScenarioOptions } from '../scenario/run-scenario';
import { brokenPackage } from './broken-package';
import { type Mutant } from './mutant';

/** What became of a mutant. */
export interface MutantReport {
  readonly name: string;
  /** The rehearsal said what it must say. */
  readonly killed: boolean;
  /** What the rehearsal said, one sentence each. */
  readonly deviations: readonly string[];
  readonly seconds: number;
}

/** Rehearses with a broken product. */
export async function runMutant(mutant: Mutant, options: Omit<ScenarioOptions, 'examplesFolder'>): Promise<MutantReport> {
  const startedAt = performance.now();
  const folder = makeDirectory('mutant-');
  options.cleanup.add(() => {
    removeDirectory(folder);
  });
  const facts = await runScenario(mutant.scenario, { ...options, examplesFolder: brokenPackage(mutant, folder) });
  removeDirectory(folder);
  const said = deviations(facts);
  return {
    name: mutant.name,
    killed: said.some((sentence) => mutant.found.test(sentence)),
    deviations: said,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  };
}
