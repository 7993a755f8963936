import { type ClusterMode } from './cluster-mode';

/**
 * How many nodes a replication group has, and how they share the keys.
 */
export interface ReplicationGroupTopologyOptions {
  /**
   * Whether the keys are spread over shards: the parameter `cluster-enabled` of the group's own parameter group.
   *
   * Choose it once: ElastiCache does not switch it in the way that a change here would ask for.
   *
   * @default ClusterMode.ENABLED
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Number of shards, 1 to 500: `NumNodeGroups`. Changes in place, by online resharding.
   *
   * All primaries and replicas together are at most 500 nodes. Without cluster mode there is exactly one shard.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * Number of replicas of each shard, 0 to 5, the primary not counted: `ReplicasPerNodeGroup` with cluster mode,
   * `NumCacheClusters` (one more) without.
   *
   * With 1 or more, automatic failover and Multi-AZ are on. Cluster mode with 0 needs `allowNoReplicas`.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * Accept cluster mode with 0 replicas: a shard is lost with its only node, and CloudFormation may refuse updates ("must have
   * at least one read replica to enable autofailover").
   *
   * @default false
   */
  readonly allowNoReplicas?: boolean;
}
