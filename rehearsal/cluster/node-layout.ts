import { type ClusterNode, type ClusterOptions } from './cluster';
import { type SlotRange, slotRange } from './slot-ranges';

/** Where a node stands before it runs. */
export type NodePlace = Pick<ClusterNode, 'index' | 'shard' | 'role'>;

/** What the layout of a cluster depends on. */
export type LayoutOptions = Pick<ClusterOptions, 'shards' | 'replicasPerShard' | 'clusterMode' | 'oneByOne'>;

/** Every place of a cluster: primaries first, shard by shard, then the replicas, shard by shard. */
export function layOut({ shards, replicasPerShard, clusterMode, oneByOne }: LayoutOptions): NodePlace[] {
  if (clusterMode === false && shards !== 1) throw new Error(`shards is ${shards}: without cluster mode there is 1`);
  if (!Number.isInteger(shards) || shards < 1) throw new Error(`shards is ${shards}: at least 1 is needed`);
  if (!Number.isInteger(replicasPerShard) || replicasPerShard < 0) throw new Error(`replicasPerShard is ${replicasPerShard}: 0 or more is needed`);
  if (oneByOne !== undefined && oneByOne.length !== shards) throw new Error(`shards is ${shards}: oneByOne has ${oneByOne.length}`);
  const places = Array.from({ length: shards }, (_, shard) => ({ shard, replicas: oneByOne?.[shard]?.replicas ?? replicasPerShard }));
  return [
    ...places.map(({ shard }) => ({ shard, role: 'primary' as const })),
    ...places.flatMap(({ shard, replicas }) => Array.from({ length: replicas }, () => ({ shard, role: 'replica' as const }))),
  ].map((place, index) => ({ index, ...place }));
}

/** The slots that a shard has when the cluster is formed. */
export function slotsOfShard(shard: number, { shards, oneByOne }: Pick<LayoutOptions, 'shards' | 'oneByOne'>): readonly SlotRange[] {
  return oneByOne?.[shard]?.slots ?? [slotRange(shard, shards)];
}
