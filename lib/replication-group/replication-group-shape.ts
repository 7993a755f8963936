import { type ClusterMode } from './cluster-mode';

/**
 * What must be known of a replication group to name its nodes.
 */
export interface ReplicationGroupShape {
  /**
   * Whether the keys are spread over shards.
   *
   * @default - what the group tells; if it does not, more than one shard means cluster mode
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Number of shards, 1 to 500.
   *
   * @default - what the group tells
   */
  readonly shards?: number;

  /**
   * Number of replicas of each shard, 0 to 5, the primary not counted.
   *
   * @default - what the group tells
   */
  readonly replicasPerShard?: number;

  /**
   * Ids of all nodes (`CacheClusterId`), for groups whose nodes are not called after the pattern of ElastiCache:
   * `<group>-0001-001` with cluster mode, `<group>-001` without.
   *
   * @default - derived from the other properties
   */
  readonly memberIds?: string[];
}
