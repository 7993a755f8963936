/**
 * One shard that is configured by itself: an entry of `NodeGroupConfiguration`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticache-replicationgroup-nodegroupconfiguration.html
 */
export interface NodeGroup {
  /**
   * Id of the shard, 1 to 4 digits: `NodeGroupId`. It is filled up to four digits, and becomes a part of the ids of the nodes:
   * shard `7` has the nodes `<group>-0007-001` and so on. Without cluster mode ElastiCache ignores it.
   *
   * @default - ElastiCache numbers the shards: `0001`, `0002` and so on
   */
  readonly nodeGroupId?: string;

  /**
   * The hash slots of the shard, as slots and ranges from 0 to 16383, for example `0-8191`: `Slots`. Either every shard says
   * its slots, and together they have each slot once, or none does.
   *
   * Needed to begin with files in S3, see `RestoreFrom.s3()`. Only with cluster mode.
   *
   * @default - the same share for every shard
   */
  readonly slots?: string;

  /**
   * Number of replicas of the shard, 0 to 5, the primary not counted: `ReplicaCount`.
   *
   * @default - `replicasPerShard` of the group
   */
  readonly replicaCount?: number;

  /**
   * The availability zone of the primary: `PrimaryAvailabilityZone`. After a failover the primary is elsewhere.
   *
   * @default - ElastiCache chooses
   */
  readonly primaryAvailabilityZone?: string;

  /**
   * The availability zones of the replicas, one for each: `ReplicaAvailabilityZones`.
   *
   * @default - ElastiCache chooses
   */
  readonly replicaAvailabilityZones?: string[];
}
