import { CREATES, DELETES, type PlannedDeployment, ROLLS_BACK, UPDATES } from '../planned-deployment';
import { ConditionProof } from '../proofs/condition-proof';
import { ExampleProof } from '../proofs/example-proof';
import { RemovalProof } from '../proofs/removal-proof';
import { type Scenario } from '../scenario';

const STACK = 'WindowStack';

/** Longer than the CDK CLI takes to get to the gate. */
const WINDOW_OPENS_IN_MILLIS = 15_000;
const NEVER = '2099-01-01T00:00:00Z';

/** A condition gate at work: it waits for a function, and takes its no for an answer. */
export function conditionGateScenario(): Scenario {
  let opensAt = 0;
  const soon = () => {
    opensAt = Date.now() + WINDOW_OPENS_IN_MILLIS;
    return { release: '2', notBefore: new Date(opensAt).toISOString() };
  };
  const deploy = (deployment: Omit<PlannedDeployment, 'command' | 'stacks'>): PlannedDeployment => ({ command: 'deploy', stacks: [STACK], ...deployment });
  return {
    name: 'condition-gate',
    title: 'a condition gate waits for a function, and takes its no for an answer',
    example: 'condition-gate',
    quiet: true,
    deployments: [
      deploy({ name: 'create', expected: CREATES, proof: new ExampleProof() }),
      deploy({ name: 'release, the window opens soon', context: soon, expected: UPDATES, proof: new ConditionProof({ metAt: () => opensAt }) }),
      deploy({
        name: 'release, the window opens too late',
        context: () => ({ release: '3', notBefore: NEVER }),
        expected: ROLLS_BACK,
        proof: new ConditionProof({ refusedWith: /the window opens at 2099-\S+, after the gate has given up/ }),
      }),
      { name: 'destroy', command: 'destroy', stacks: [STACK], expected: DELETES, proof: new RemovalProof() },
    ],
  };
}
