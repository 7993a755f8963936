/**
 * Whether the keys of a replication group are spread over shards.
 *
 * A group without cluster mode becomes one with cluster mode in two deployments: `DISABLED` to `COMPATIBLE`, then, when every
 * client speaks the cluster protocol, `COMPATIBLE` to `ENABLED`. There is no way back from `ENABLED`, and no shorter way to it. Change
 * nothing else of the group in these deployments: ElastiCache refuses that.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
 */
export enum ClusterMode {
  /** One or more shards; clients speak the cluster protocol and start at the configuration endpoint. */
  ENABLED = 'enabled',
  /** One shard; clients use the primary endpoint to write and the reader endpoint to read. */
  DISABLED = 'disabled',
  /**
   * One shard; clients may speak the cluster protocol or not. The step from `DISABLED` to `ENABLED`. Needs Valkey 7.2 or Redis
   * OSS 7.0, a replica, and keys in database 0 only.
   */
  COMPATIBLE = 'compatible',
}
