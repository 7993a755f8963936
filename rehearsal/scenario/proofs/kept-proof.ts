import { isDeepStrictEqual } from 'node:util';
import { type ReplicationGroup } from '../../elasticache/replication-group';
import { type Proof, type Testimony, type Witness } from '../proof';
import { type Stage } from '../stage';
import { keysIn, overall, stateOf } from './kept-data';

/** What clients rely on in a group that changes in place. */
export interface KeptThings {
  readonly replicationGroupId: string;
  readonly memberIds: readonly string[];
  /** Names, without ports: the nodes of the rehearsal have ports of their own. */
  readonly endpoints: readonly string[];
  readonly keys: number;
  readonly checksum: string;
}

/** A group changes in place: the same id, the same nodes by name, every key; endpoints are added, or end as said. */
export class KeptProof implements Proof {
  /**
   * @param stack with the one group
   * @param ends how many endpoints are not there afterwards
   */
  public constructor(
    private readonly stack: string,
    private readonly ends = 0,
  ) {}

  public async begin({ aws }: Stage): Promise<Witness> {
    const before = await lookAt(aws.groupsOf(this.stack));
    return {
      progress: () => ({ nodes: [] }),
      stop: () => Promise.resolve(),
      testify: async (): Promise<Testimony> => {
        const after = await lookAt(aws.groupsOf(this.stack));
        return { deviations: keptDeviations(before, after, this.ends), remark: `${after.memberIds.length} nodes keep their ids and ${after.keys} keys; ${after.endpoints.length} endpoints` };
      },
    };
  }
}

/** What became another one although it should not. */
export function keptDeviations(before: KeptThings, after: KeptThings, ends: number): readonly string[] {
  const same = (['replicationGroupId', 'memberIds', 'keys', 'checksum'] as const).filter((name) => !isDeepStrictEqual(before[name], after[name]));
  const gone = before.endpoints.filter((name) => !after.endpoints.includes(name));
  return [
    ...same.map((name) => `${name} is ${String(after[name])} after it was ${String(before[name])}`),
    ...(gone.length === ends ? [] : [`${ends} endpoints were to end, but these did: ${gone.join(', ') || 'none'}`]),
  ];
}

async function lookAt([group]: readonly ReplicationGroup[]): Promise<KeptThings> {
  if (group === undefined) throw new Error('the stack has no replication group');
  const nodes = group.cluster.kind === 'embedded' ? [] : await stateOf(group);
  return {
    replicationGroupId: group.id,
    memberIds: group.members.map(({ memberId }) => memberId),
    endpoints: [...new Set(group.endpoints().map(({ Address }) => Address))].sort(),
    keys: keysIn(nodes),
    checksum: overall(nodes),
  };
}
