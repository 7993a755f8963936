/**
 * Whether the keys of a replication group are spread over shards: `ClusterMode`, and the parameter `cluster-enabled` that goes
 * with it.
 *
 * A group that exists can go from `DISABLED` to `COMPATIBLE` and from there to `ENABLED`, one step a deployment and never back.
 * ElastiCache takes no other change in the same deployment. It can not go from `ENABLED` to anything else: make a second group.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
 */
export enum ClusterMode {
  /** One or more shards; clients speak the cluster protocol and start at the configuration endpoint. */
  ENABLED = 'enabled',
  /** One shard; clients use the primary endpoint to write and the reader endpoint to read. */
  DISABLED = 'disabled',
  /**
   * One shard; clients may use the cluster protocol and the configuration endpoint, or go on without: the step between the
   * other two. Needs Valkey 7.2 or Redis OSS 7.0, a replica, automatic failover, and keys in database 0 only. Until the next
   * step ElastiCache refuses other changes, for example of the size or of the engine version.
   */
  COMPATIBLE = 'compatible',
}
