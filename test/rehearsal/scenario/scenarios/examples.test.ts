import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES_FOLDER, exampleNames } from '../../../../rehearsal/scenario/examples-folder';
import { EXAMPLE_NEEDS } from '../../../../rehearsal/scenario/scenarios/example-needs';
import { allScenarios } from '../../../../rehearsal/scenario/scenarios/all-scenarios';
import { examplesNotYet } from '../../../../rehearsal/scenario/scenarios/examples';

describe('the scenarios', () => {
  const all = allScenarios();

  it('deploy every example, or say why not', () => {
    expect([...all.map(({ example }) => example), ...Object.keys(examplesNotYet())].sort()).toEqual(exampleNames());
  });

  it('have names of their own, and end with nothing left', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.map(({ deployments }) => deployments.at(-1)?.command)).toEqual(all.map(() => 'destroy'));
  });

  it('need nothing for examples that there are not', () => {
    expect(Object.keys(EXAMPLE_NEEDS).filter((name) => !existsSync(join(EXAMPLES_FOLDER, name)))).toEqual([]);
  });
});
