import { type ClusterMode } from './cluster-mode';
import { type NodeGroup } from './node-group';

/**
 * How many nodes a replication group has, where they are, and how they share the keys.
 */
export interface ReplicationGroupTopologyOptions {
  /**
   * Whether the keys are spread over shards: `ClusterMode`, and the parameter `cluster-enabled`.
   *
   * On a group that exists only from `DISABLED` to `COMPATIBLE` and from there to `ENABLED`, one step a deployment, nothing else
   * changed with it, and never back. After the last step set `startedWithoutClusterMode` too.
   *
   * @default ClusterMode.ENABLED
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Whether the group was made without cluster mode and got it later, through `ClusterMode.COMPATIBLE`.
   *
   * The nodes of its first shard then keep their ids, `<group>-001` instead of `<group>-0001-001`, which metrics and alarms must
   * know; and its size stays written as `NumCacheClusters` as long as there is one shard, so that the step to `ENABLED` changes
   * nothing but the cluster mode.
   *
   * @default false
   */
  readonly startedWithoutClusterMode?: boolean;

  /**
   * Number of shards, 1 to 500: `NumNodeGroups`. Changes in place, by online resharding.
   *
   * All primaries and replicas together are at most 500 nodes. Without cluster mode there is exactly one shard.
   *
   * @default - as many as `nodeGroups` has, otherwise 1
   */
  readonly shards?: number;

  /**
   * Number of replicas of each shard, 0 to 5, the primary not counted: `ReplicasPerNodeGroup` with cluster mode,
   * `NumCacheClusters` (one more) without. Changes in place.
   *
   * With 1 or more, automatic failover and Multi-AZ are on. Cluster mode with 0 needs `allowNoReplicas`.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * The shards one by one, with slots, zones and number of replicas of their own: `NodeGroupConfiguration`. Changes in place.
   *
   * To go from `shards` to `nodeGroups` or back may replace the group: CloudFormation does not say otherwise of changes that
   * mix `ReplicasPerNodeGroup` and `NodeGroupConfiguration`. The library never writes both.
   *
   * @default - `shards` shards that are all alike
   */
  readonly nodeGroups?: NodeGroup[];

  /**
   * The availability zones of the nodes of a group without cluster mode, the primary first, one for each node:
   * `PreferredCacheClusterAZs`. A change replaces the group.
   *
   * With cluster mode each shard has zones of its own: use `nodeGroups`.
   *
   * @default - ElastiCache spreads the nodes over the zones of the subnets
   */
  readonly preferredAvailabilityZones?: string[];

  /**
   * Whether a replica takes over when a primary fails: `AutomaticFailoverEnabled`. Changes in place, together with `multiAz`.
   *
   * Cluster mode always has it. Without cluster mode it needs a replica.
   *
   * @default - true with cluster mode or with replicas
   */
  readonly automaticFailover?: boolean;

  /**
   * Whether the nodes of a shard are spread over availability zones: `MultiAZEnabled`. Needs automatic failover and a replica
   * in every shard. Changes in place.
   *
   * @default - true if every shard has a replica and `automaticFailover` is not false
   */
  readonly multiAz?: boolean;

  /**
   * Accept cluster mode with 0 replicas: a shard is lost with its only node, and CloudFormation may refuse updates ("must have
   * at least one read replica to enable autofailover").
   *
   * @default false
   */
  readonly allowNoReplicas?: boolean;
}
