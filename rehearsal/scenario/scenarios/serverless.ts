import { CREATES, DELETES, ROLLS_BACK, UPDATES } from '../planned-deployment';
import { FillProof } from '../proofs/fill-proof';
import { LastSnapshotProof } from '../proofs/last-snapshot-proof';
import { RefusalProof } from '../proofs/refusal-proof';
import { type RehearsedAws } from '../rehearsed-aws';
import { type Scenario } from '../scenario';

const STACK = 'ServerlessCacheStack';
const DUAL_STACK = { networkType: 'dual_stack' };

/** Names the live cache, and another name for the new one: two can not have the same. */
function allowed(aws: RehearsedAws): Readonly<Record<string, string>> {
  const names = aws.serverlessOf(STACK).map(({ id }) => id);
  return { ...DUAL_STACK, cacheName: 'sessions-2', allowReplacement: `${names.join(', ')}: nothing in it is needed any more` };
}

/** The guard of a serverless cache at work. */
export const SERVERLESS_SCENARIO: Scenario = {
  name: 'serverless-cache',
  title: 'the replacement guard keeps a live serverless IPv4 cache with data',
  example: 'serverless-cache',
  deployments: [
    { name: 'create, and fill with data', command: 'deploy', stacks: [STACK], expected: CREATES, proof: new FillProof([STACK]) },
    {
      name: 'naive edit',
      command: 'deploy',
      stacks: [STACK],
      context: () => DUAL_STACK,
      expected: ROLLS_BACK,
      proof: new RefusalProof(STACK, [
        /NetworkType: "ipv4" -> "dual_stack" \(ElastiCache can not change it\)/,
        /the last snapshot is ".+" of \d{4}-.*, which held [\d.]+ (bytes|[KM]iB)/,
        /with the same ServerlessCacheName the update would fail halfway/,
      ]),
    },
    { name: 'allowed, under another name', command: 'deploy', stacks: [STACK], context: allowed, expected: UPDATES, proof: new LastSnapshotProof(STACK) },
    { name: 'destroy', command: 'destroy', stacks: [STACK], expected: DELETES, proof: new LastSnapshotProof(STACK) },
  ],
};
