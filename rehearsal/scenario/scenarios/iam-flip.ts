import { type AddressFamily } from '../../../lambda/topology/address-family';
import { CREATES, DELETES, type PlannedDeployment, ROLLS_BACK, UPDATES } from '../planned-deployment';
import { ExampleProof } from '../proofs/example-proof';
import { ReachabilityProof } from '../proofs/reachability-proof';
import { RemovalProof } from '../proofs/removal-proof';
import { type Scenario } from '../scenario';

const STACK = 'IamFlipStack';

/** Much longer than any wait that is meant to end well. */
const PATIENT_SECONDS = 300;
/** The shortest that a gate takes. */
const IMPATIENT_SECONDS = 10;

function deployWith(family: AddressFamily, deployment: Pick<PlannedDeployment, 'name' | 'expected' | 'proof'>, gateTimeoutSeconds = PATIENT_SECONDS): PlannedDeployment {
  const context = () => ({ ipDiscovery: family, gateTimeoutSeconds: String(gateTimeoutSeconds) });
  return { command: 'deploy', stacks: [STACK], context, ...deployment };
}

/** Reachability gates at work: a node that can not be reached over IPv6 keeps its group as it is. */
export const IAM_FLIP_SCENARIO: Scenario = {
  name: 'iam-flip',
  title: 'reachability gates hold the flip of a cluster with TLS and IAM back until every node listens on IPv6',
  example: 'iam-flip',
  quiet: true,
  deployments: [
    deployWith('ipv4', { name: 'create', expected: CREATES, proof: new ExampleProof() }),
    deployWith(
      'ipv6',
      { name: 'flip, a node does not listen', expected: ROLLS_BACK, proof: new ReachabilityProof({ stack: STACK, comesToListen: false }) },
      IMPATIENT_SECONDS,
    ),
    deployWith('ipv6', { name: 'flip, the node comes to listen', expected: UPDATES, proof: new ReachabilityProof({ stack: STACK, comesToListen: true }) }),
    { name: 'destroy', command: 'destroy', stacks: [STACK], expected: DELETES, proof: new RemovalProof() },
  ],
};
