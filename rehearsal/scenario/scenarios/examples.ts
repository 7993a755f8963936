import { exampleNames } from '../examples-folder';
import { CREATES, DELETES } from '../planned-deployment';
import { ExampleProof } from '../proofs/example-proof';
import { RemovalProof } from '../proofs/removal-proof';
import { type Scenario } from '../scenario';
import { EXAMPLE_NEEDS } from './example-needs';

/** Examples that have scenarios of their own. */
const TOLD_ELSEWHERE = ['cluster-mode-flip', 'condition-gate', 'iam-flip', 'replacement-guard', 'serverless-cache', 'to-cluster-mode'];

/** Every example, from its creation to its end; a new folder in `examples/` is one more. */
export function exampleScenarios(): readonly Scenario[] {
  return exampleNames()
    .filter((name) => !TOLD_ELSEWHERE.includes(name) && EXAMPLE_NEEDS[name]?.notYet === undefined)
    .map((name) => {
      const { prepare, context, keys } = EXAMPLE_NEEDS[name] ?? {};
      return {
        name,
        title: `examples/${name}: every stack made and removed`,
        example: name,
        quiet: true,
        ...(prepare && { prepare }),
        deployments: [
          { name: 'deploy', command: 'deploy', stacks: [], expected: CREATES, proof: new ExampleProof(keys), ...(context && { context: () => context }) },
          { name: 'destroy', command: 'destroy', stacks: [], expected: DELETES, proof: new RemovalProof() },
        ],
      };
    });
}

/** Examples that can not be deployed yet, each with the reason. */
export function examplesNotYet(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(EXAMPLE_NEEDS).flatMap(([name, { notYet }]) => (notYet === undefined ? [] : [[name, notYet]])));
}
