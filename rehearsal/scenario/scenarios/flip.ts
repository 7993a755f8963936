import { type AddressFamily } from '../../../lambda/topology/address-family';
import { CREATES, DELETES, type PlannedDeployment, ROLLS_BACK, UPDATES } from '../planned-deployment';
import { GateProof } from '../proofs/gate-proof';
import { type Scenario } from '../scenario';

/** Stack of `examples/cluster-mode-flip`. */
export const FLIP_STACK = 'CacheStack';

/** Much longer than any wait of the rehearsal that is meant to end well. */
const PATIENT_SECONDS = 300;
/** Long enough for every node but one to converge, short enough to sit through. */
const IMPATIENT_SECONDS = 15;

/** A deployment of the app with this `ipDiscovery`. */
export function deployWith(
  family: AddressFamily,
  deployment: Pick<PlannedDeployment, 'name' | 'expected' | 'proof'>,
  gateTimeoutSeconds = PATIENT_SECONDS,
): PlannedDeployment {
  const context = () => ({ ipDiscovery: family, gateTimeoutSeconds: String(gateTimeoutSeconds) });
  return { command: 'deploy', stacks: [FLIP_STACK], context, ...deployment };
}

const CREATE = deployWith('ipv4', { name: 'create', expected: CREATES, proof: new GateProof({ calls: true }) });
const FLIP = deployWith('ipv6', { name: 'flip to ipv6', expected: UPDATES, proof: new GateProof({ calls: true, movesTo: 'ipv6' }) });

/** The gate at work, from the creation of a cluster to its end. */
export const FLIP_SCENARIO: Scenario = {
  name: 'flip',
  title: 'the propagation gate holds a flip to IPv6 until every node is there: 3 shards with a replica each',
  example: 'cluster-mode-flip',
  deployments: [
    CREATE,
    FLIP,
    deployWith('ipv6', { name: 'deploy again, unchanged', expected: { ...UPDATES, changes: false }, proof: new GateProof({ calls: false }) }),
    deployWith('ipv4', { name: 'flip back to ipv4', expected: UPDATES, proof: new GateProof({ calls: true, movesTo: 'ipv4' }) }),
    deployWith(
      'ipv6',
      { name: 'flip, one node stays behind', expected: ROLLS_BACK, proof: new GateProof({ calls: true, movesTo: 'ipv6', oneNodeStaysBehind: true }) },
      IMPATIENT_SECONDS,
    ),
    { name: 'destroy', command: 'destroy', stacks: [FLIP_STACK], expected: DELETES, proof: new GateProof({ calls: true }) },
  ],
};
