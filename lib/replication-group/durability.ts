/**
 * Whether writes go to a log in several availability zones, and when the client gets its answer: `Durability`.
 *
 * `ASYNC` and `SYNC` need Valkey 9.0, cluster mode, Multi-AZ with a replica, TLS, encryption at rest and node types of the
 * families 6g, 7g or 8g; not in a Global Datastore, not with data tiering.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/durability.html
 */
export enum Durability {
  /** What ElastiCache chooses by engine version and configuration; with Valkey 9.0 it is `DISABLED`. */
  DEFAULT = 'default',
  /** The answer comes first, in microseconds; a failure may lose the writes of the last 10 seconds. */
  ASYNC = 'async',
  /** The answer comes when the write is in the log, in milliseconds; a failure loses no write that was answered. */
  SYNC = 'sync',
  /** There is no log. */
  DISABLED = 'disabled',
}
