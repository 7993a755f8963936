/**
 * Whether the keys of a replication group are spread over shards.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html
 */
export enum ClusterMode {
  /** One or more shards; clients speak the cluster protocol and start at the configuration endpoint. */
  ENABLED = 'enabled',
  /** One shard; clients use the primary endpoint to write and the reader endpoint to read. */
  DISABLED = 'disabled',
}
