import { type ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type CacheEndpoint } from './cache-endpoint';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
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
}
