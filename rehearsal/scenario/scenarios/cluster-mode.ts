import { CREATES, DELETES, type PlannedDeployment, ROLLS_BACK, UPDATES } from '../planned-deployment';
import { FillProof } from '../proofs/fill-proof';
import { KeptProof } from '../proofs/kept-proof';
import { RemovalProof } from '../proofs/removal-proof';
import { type Scenario } from '../scenario';

const STACK = 'ToClusterModeStack';

function step(clusterMode: string, deployment: Pick<PlannedDeployment, 'name' | 'expected' | 'proof'>): PlannedDeployment {
  return { command: 'deploy', stacks: [STACK], context: () => ({ clusterMode }), ...deployment };
}

/** A group gets cluster mode in two steps, and keeps its nodes and its data; the one step is refused. */
export const CLUSTER_MODE_SCENARIO: Scenario = {
  name: 'to-cluster-mode',
  title: 'examples/to-cluster-mode: a group with data gets cluster mode, in two steps and never in one',
  example: 'to-cluster-mode',
  quiet: true,
  deployments: [
    step('disabled', { name: 'create, and fill with data', expected: CREATES, proof: new FillProof([STACK]) }),
    step('enabled', { name: 'both steps at once', expected: ROLLS_BACK, proof: new KeptProof(STACK) }),
    step('compatible', { name: 'first step', expected: UPDATES, proof: new KeptProof(STACK) }),
    // primary and reader endpoint
    step('enabled', { name: 'second step', expected: UPDATES, proof: new KeptProof(STACK, 2) }),
    { name: 'destroy', command: 'destroy', stacks: [STACK], expected: DELETES, proof: new RemovalProof() },
  ],
};
