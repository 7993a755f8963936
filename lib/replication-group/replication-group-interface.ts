import { type IResource } from 'aws-cdk-lib';
import { type IConnectable } from 'aws-cdk-lib/aws-ec2';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type CacheEndpoint } from './cache-endpoint';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
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
   * The CloudWatch metrics of the group and its nodes.
   */
  readonly metrics: ReplicationGroupMetrics;

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
}
