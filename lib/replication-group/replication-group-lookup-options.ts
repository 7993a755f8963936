import { type ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type NodeGroup } from './node-group';

/**
 * Which replication group `ReplicationGroup.fromLookup()` looks up, and what no look-up tells.
 */
export interface ReplicationGroupLookupOptions {
  /**
   * Id of the replication group, in the account and region of the stack. No token: it must be known at synth.
   */
  readonly replicationGroupId: string;

  /**
   * Security groups of the nodes.
   *
   * @default - looked up, of the first node; they are then taken for groups that may be changed
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Number of shards, 1 to 500.
   *
   * @default - not known with cluster mode, 1 without
   */
  readonly shards?: number;

  /**
   * Number of replicas of each shard, 0 to 5, the primary not counted.
   *
   * @default - not known
   */
  readonly replicasPerShard?: number;

  /**
   * The shards one by one, if they have ids of their own or differ in the number of their replicas. Goes before `shards`.
   *
   * @default - shards that are all alike
   */
  readonly nodeGroups?: NodeGroup[];

  /**
   * Whether the group was made without cluster mode and got it later: the nodes of its first shard then have ids without the
   * number of a shard.
   *
   * @default false
   */
  readonly startedWithoutClusterMode?: boolean;

  /**
   * Ids of all nodes (`CacheClusterId`), for a group whose nodes are not called after the pattern of ElastiCache.
   *
   * @default - derived from cluster mode, shards and replicas
   */
  readonly memberIds?: string[];

  /**
   * The user group whose users may connect.
   *
   * @default - not known
   */
  readonly userGroup?: IUserGroupRef;

  /**
   * The secret that holds the AUTH token.
   *
   * @default - not known
   */
  readonly authTokenSecret?: ISecret;
}
