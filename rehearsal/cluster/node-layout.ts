import { type ClusterNode, type ClusterOptions } from './cluster';

/** Where a node stands before it runs. */
export type NodePlace = Pick<ClusterNode, 'index' | 'shard' | 'role'>;

/** Every place of a cluster: primaries first, shard by shard, then the replicas, shard by shard. */
export function layOut({ shards, replicasPerShard, clusterMode }: Pick<ClusterOptions, 'shards' | 'replicasPerShard' | 'clusterMode'>): NodePlace[] {
  if (clusterMode === false && shards !== 1) throw new Error(`shards is ${shards}: without cluster mode there is 1`);
  if (!Number.isInteger(shards) || shards < 1) throw new Error(`shards is ${shards}: at least 1 is needed`);
  if (!Number.isInteger(replicasPerShard) || replicasPerShard < 0) throw new Error(`replicasPerShard is ${replicasPerShard}: 0 or more is needed`);
  return Array.from({ length: shards * (1 + replicasPerShard) }, (_, index) =>
    index < shards
      ? { index, shard: index, role: 'primary' }
      : { index, shard: Math.floor((index - shards) / replicasPerShard), role: 'replica' },
  );
}
