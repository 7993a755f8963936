import { CREATES, DELETES, type PlannedDeployment, ROLLS_BACK, UPDATES } from '../planned-deployment';
import { FillProof } from '../proofs/fill-proof';
import { RefusalProof } from '../proofs/refusal-proof';
import { ReplacementProof } from '../proofs/replacement-proof';
import { UntouchedProof } from '../proofs/untouched-proof';
import { type RehearsedAws } from '../rehearsed-aws';
import { type Scenario } from '../scenario';

/** A `ReplicationGroup`, and a guarded `CfnReplicationGroup`. */
const CACHE = 'GuardedCacheStack';
const RAW = 'GuardedRawGroupStack';
const BOTH = [CACHE, RAW];

const DUAL_STACK = { networkType: 'dual_stack' };
const TO_DUAL_STACK = /NetworkType: "ipv4" -> "dual_stack" \(ElastiCache can not change it\)/;
const LAST_SNAPSHOT = /the last snapshot is ".+" of \d{4}-.*, which held \d+ MB/;

/** The edit that empties a cache: `networkType` over a live group. */
function naiveEdit(name: string, stack: string): PlannedDeployment {
  const proof = new RefusalProof(stack, [TO_DUAL_STACK, LAST_SNAPSHOT]);
  return { name, command: 'deploy', stacks: [stack], context: () => DUAL_STACK, expected: ROLLS_BACK, proof };
}

/** Names the live groups. */
function allowanceFor(aws: RehearsedAws): string {
  const ids = BOTH.flatMap((stack) => aws.groupsOf(stack)).map(({ id }) => id);
  return `${ids.join(', ')}: nothing in them is needed any more`;
}

/** The guard at work: what it refuses, and the one replacement that it lets pass. */
export function guardScenario(): Scenario {
  let allowReplacement = '';
  const allowed = (aws: RehearsedAws) => {
    allowReplacement = allowanceFor(aws);
    return { ...DUAL_STACK, allowReplacement };
  };
  return {
    name: 'guard',
    title: 'the replacement guard keeps live IPv4 groups with data: a ReplicationGroup and a raw CfnReplicationGroup',
    example: 'replacement-guard',
    deployments: [
      { name: 'create, and fill with data', command: 'deploy', stacks: BOTH, expected: CREATES, proof: new FillProof(BOTH) },
      {
        name: 'cdk diff of the naive edit',
        command: 'diff',
        stacks: [CACHE],
        context: () => DUAL_STACK,
        expected: { ...CREATES, changes: true },
        proof: new UntouchedProof(/NetworkType \(requires replacement\)/),
      },
      naiveEdit('naive edit of the group', CACHE),
      naiveEdit('naive edit of the raw group', RAW),
      { name: 'the same, allowed', command: 'deploy', stacks: BOTH, context: allowed, expected: UPDATES, proof: new ReplacementProof(BOTH) },
      {
        name: 'another one, still allowed',
        command: 'deploy',
        stacks: [CACHE],
        // the permission of before names a group that is gone
        context: () => ({ networkType: 'ipv4', allowReplacement }),
        expected: ROLLS_BACK,
        proof: new RefusalProof(CACHE, [/NetworkType: "dual_stack" -> "ipv4"/, /allowReplacement names another group/]),
      },
      { name: 'destroy', command: 'destroy', stacks: BOTH, expected: DELETES },
    ],
  };
}
