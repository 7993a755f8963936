import { type ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type CacheEndpoint } from './cache-endpoint';
import { type CacheEngine } from './cache-engine';
import { type CacheNodeType } from './cache-node-type';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
import { type NodeGroup } from './node-group';
import { type TransitEncryption } from './transit-encryption';

/**
 * What you know of a replication group that something else made.
 */
export interface ReplicationGroupAttributes {
  /**
   * Id of the replication group.
   */
  readonly replicationGroupId: string;

  /**
   * ARN of the replication group.
   *
   * @default - composed of the id and the account and region of the stack
   */
  readonly replicationGroupArn?: string;

  /**
   * Where clients of a group with cluster mode start.
   *
   * @default - not known
   */
  readonly configurationEndpoint?: CacheEndpoint;

  /**
   * Where clients of a group without cluster mode write.
   *
   * @default - not known
   */
  readonly primaryEndpoint?: CacheEndpoint;

  /**
   * Where clients of a group without cluster mode read.
   *
   * @default - not known
   */
  readonly readerEndpoint?: CacheEndpoint;

  /**
   * TCP port of every node and endpoint; the default port of `connections`.
   *
   * @default - not known; `connections` uses 6379
   */
  readonly port?: number;

  /**
   * Security groups of the nodes. Without them `connections` can not let anybody in.
   *
   * @default - not known
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * Which address families the nodes have.
   *
   * @default - not known
   */
  readonly networkType?: NetworkType;

  /**
   * Which address family the nodes announce.
   *
   * @default - not known
   */
  readonly ipDiscovery?: IpDiscovery;

  /**
   * Whether the keys are spread over shards.
   *
   * @default - not known
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Whether connections are encrypted.
   *
   * @default - not known
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * Number of shards, 1 to 500.
   *
   * @default - not known
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
   * Ids of all nodes (`CacheClusterId`), for a group whose nodes are not called after the pattern of ElastiCache:
   * `<group>-0001-001` with cluster mode, `<group>-001` without.
   *
   * @default - derived from cluster mode, shards and replicas
   */
  readonly memberIds?: string[];

  /**
   * Engine and version.
   *
   * @default - not known
   */
  readonly engine?: CacheEngine;

  /**
   * Type of every node: decides on the alarms for small hosts and for data tiering.
   *
   * @default - not known
   */
  readonly nodeType?: CacheNodeType;

  /**
   * The user group whose users may connect: `UserGroupIds`.
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
