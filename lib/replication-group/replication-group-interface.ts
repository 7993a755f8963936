import { type IResource } from 'aws-cdk-lib';
import { type IConnectable } from 'aws-cdk-lib/aws-ec2';
import { type IReplicationGroupRef, type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type ReplicationGroupAlarms } from '../monitoring/replication-group-alarms';
import { type CacheEndpoint } from './cache-endpoint';
import { type CacheEngine } from './cache-engine';
import { type CacheNodeType } from './cache-node-type';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
import { type ReplicationGroupGrants } from './replication-group-grants';
import { type ReplicationGroupMetrics } from './replication-group-metrics';
import { type TransitEncryption } from './transit-encryption';

/**
 * A replication group of ElastiCache (Valkey or Redis OSS), made by this library or by something else.
 *
 * What is optional here is `undefined` for an imported group when nobody said it: "not known", never "off".
 */
export interface IReplicationGroup extends IResource, IConnectable, IReplicationGroupRef {
  /**
   * Id of the replication group, `ReplicationGroupId`.
   *
   * @attribute
   */
  readonly replicationGroupId: string;

  /**
   * ARN of the replication group.
   *
   * @attribute
   */
  readonly replicationGroupArn: string;

  /**
   * Who may do what with the group: `grants.connect(role, { existingUserId })`, `grants.describe(role)`.
   */
  readonly grants: ReplicationGroupGrants;

  /**
   * The CloudWatch metrics of the group and its nodes.
   */
  readonly metrics: ReplicationGroupMetrics;

  /**
   * Alarms on the nodes of the group: `alarms.recommended()`, or single ones.
   */
  readonly alarms: ReplicationGroupAlarms;

  /**
   * Where clients of a group with cluster mode start.
   *
   * @default - not known, or the group has no cluster mode
   */
  readonly configurationEndpoint?: CacheEndpoint;

  /**
   * Where clients of a group without cluster mode write.
   *
   * @default - not known, or the group has cluster mode
   */
  readonly primaryEndpoint?: CacheEndpoint;

  /**
   * Where clients of a group without cluster mode read: balanced over the replicas.
   *
   * @default - not known, or the group has cluster mode
   */
  readonly readerEndpoint?: CacheEndpoint;

  /**
   * TCP port of every node and endpoint.
   *
   * @default - not known
   */
  readonly port?: number;

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
   * Number of shards.
   *
   * @default - not known
   */
  readonly shards?: number;

  /**
   * Number of replicas of each shard, the primary not counted.
   *
   * @default - not known
   */
  readonly replicasPerShard?: number;

  /**
   * Engine and version.
   *
   * @default - not known
   */
  readonly engine?: CacheEngine;

  /**
   * Type of every node.
   *
   * @default - not known
   */
  readonly nodeType?: CacheNodeType;

  /**
   * The user group whose users may connect.
   *
   * @default - none, or not known
   */
  readonly userGroup?: IUserGroupRef;

  /**
   * The secret that holds the AUTH token, which clients need to read: `authTokenSecret.grantRead(role)`.
   *
   * @default - none, or not known
   */
  readonly authTokenSecret?: ISecret;
}
