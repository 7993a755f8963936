import { type ClusterMode } from './cluster-mode';
import { type NodeGroup } from './node-group';

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
   * The shards one by one, if they have ids of their own or differ in the number of their replicas. Goes before `shards`.
   *
   * @default - what the group tells; if `shards` or `replicasPerShard` is given here, shards that are all alike
   */
  readonly nodeGroups?: NodeGroup[];

  /**
   * Whether the group was made without cluster mode and got it later: the nodes of its first shard then have ids without the
   * number of a shard.
   *
   * @default - what the group tells, otherwise false
   */
  readonly startedWithoutClusterMode?: boolean;

  /**
   * Ids of all nodes (`CacheClusterId`), for groups whose nodes are not called after the pattern of ElastiCache:
   * `<group>-0001-001` with cluster mode, `<group>-001` without.
   *
   * @default - derived from the other properties
   */
  readonly memberIds?: string[];
}
