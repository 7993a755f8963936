import { type Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type Authentication } from './authentication';
import { type CacheEngine } from './cache-engine';
import { type CacheNodeType } from './cache-node-type';
import { type ClusterMode } from './cluster-mode';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';
import { type TransitEncryption } from './transit-encryption';

/**
 * Properties of a `ReplicationGroup`.
 *
 * Where a property has another name in `AWS::ElastiCache::ReplicationGroup`, its documentation says so. "Replaces" means that
 * CloudFormation makes a new, empty group when the property changes.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html
 */
export interface ReplicationGroupProps {
  /**
   * The VPC that the nodes are in.
   */
  readonly vpc: IVpc;

  /**
   * Which subnets of the VPC the nodes are in: `CacheSubnetGroupName`. A change replaces the group.
   *
   * Two availability zones or more, for the failover to have somewhere to go.
   *
   * @default - the private subnets that fit `networkType`: those with egress, or if there are none, the isolated ones
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Engine and version: `Engine`, `EngineVersion`.
   *
   * A newer version is an upgrade in place. `DUAL_STACK` and `IPV6` need Valkey 7.2 or Redis OSS 6.2.
   *
   * @default - Valkey 8.1
   */
  readonly engine?: CacheEngine;

  /**
   * Type of every node: `CacheNodeType`. Changes in place.
   *
   * `DUAL_STACK` and `IPV6` need a type built on the Nitro system: not t1, t2, m1 to m4, r3, r4, c1.
   *
   * @default CacheNodeType.R7G_LARGE
   */
  readonly nodeType?: CacheNodeType;

  /**
   * Whether the keys are spread over shards: the parameter `cluster-enabled` of the group's own parameter group.
   *
   * Choose it once: ElastiCache does not switch it in the way that a change here would ask for.
   *
   * @default ClusterMode.ENABLED
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Number of shards, 1 to 500: `NumNodeGroups`. Changes in place, by online resharding.
   *
   * All primaries and replicas together are at most 500 nodes. Without cluster mode there is exactly one shard.
   *
   * @default 1
   */
  readonly shards?: number;

  /**
   * Number of replicas of each shard, 0 to 5, the primary not counted: `ReplicasPerNodeGroup` with cluster mode,
   * `NumCacheClusters` (one more) without.
   *
   * With 1 or more, automatic failover and Multi-AZ are on. Cluster mode with 0 needs `allowNoReplicas`.
   *
   * @default 1
   */
  readonly replicasPerShard?: number;

  /**
   * Accept cluster mode with 0 replicas: a shard is lost with its only node, and CloudFormation may refuse updates ("must have
   * at least one read replica to enable autofailover").
   *
   * @default false
   */
  readonly allowNoReplicas?: boolean;

  /**
   * Which address families the nodes have: `NetworkType`. A change replaces the group.
   *
   * `DUAL_STACK` needs subnets with both families, `IPV6` needs subnets that are IPv6-only. Neither works in a Global Datastore.
   *
   * @default NetworkType.DUAL_STACK
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html
   */
  readonly networkType?: NetworkType;

  /**
   * Which address family the nodes announce to clients of a cluster: `IpDiscovery`. Changes in place and back, without
   * downtime.
   *
   * @default - `IpDiscovery.IPV4`: nothing moves until you say so; for `NetworkType.IPV6` it is `IpDiscovery.IPV6`
   */
  readonly ipDiscovery?: IpDiscovery;

  /**
   * Whether connections are encrypted (TLS): `TransitEncryptionEnabled` and `TransitEncryptionMode`.
   *
   * `PREFERRED` needs Valkey or Redis OSS 7.0. On a group that exists, go through `PREFERRED`, in two deployments.
   *
   * @default TransitEncryption.REQUIRED
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * How clients prove who they are: `AuthToken` or `UserGroupIds`. Needs in-transit encryption.
   *
   * IAM and user groups can be put on and taken off in place. An AUTH token can not: to add one or to give it up replaces the
   * group.
   *
   * @default - `Authentication.iam()` with `TransitEncryption.REQUIRED` and Valkey 7.2 or Redis OSS 7.0 or newer; otherwise
   *   `Authentication.none()`, with a warning if there is TLS
   */
  readonly authentication?: Authentication;

  /**
   * TCP port of every node and endpoint, 1 to 65535: `Port`. A change replaces the group.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * Security groups of the nodes: `SecurityGroupIds`. Clients are let in with `connections`.
   *
   * @default - one of its own, that lets nobody in and nothing out
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * What becomes of the data when the group is removed from the stack or replaced: both `DeletionPolicy` and
   * `UpdateReplacePolicy`.
   *
   * With `RETAIN`, the subnet group, the parameter group and the security group stay too: the nodes use them.
   *
   * @default RemovalPolicy.SNAPSHOT
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Id of the group, 1 to 40 letters, digits and hyphens: `ReplicationGroupId`. ElastiCache stores it in lower case. A change
   * replaces the group.
   *
   * A seat-belt: CloudFormation refuses every change that would replace a group with an id of your own.
   *
   * @default - generated by CloudFormation
   */
  readonly replicationGroupId?: string;

  /**
   * What the group is for, in words: `ReplicationGroupDescription`. Changes in place.
   *
   * @default - the construct path
   */
  readonly description?: string;

  /**
   * The Global Datastore that the group belongs to: `GlobalReplicationGroupId`. A change replaces the group.
   *
   * Only for `NetworkType.IPV4`: Global Datastores do not support IPv6.
   *
   * @default - none
   */
  readonly globalReplicationGroupId?: string;

  /**
   * Whether to refuse an update that would put a new, empty group in the place of this one, before anything changes: see
   * `ReplacementGuard`.
   *
   * What is marked as "replaces" here can then only pass with `allowReplacement`. A creation, a rollback or a deletion is never
   * held up.
   *
   * @default true
   */
  readonly replacementGuard?: boolean;

  /**
   * Lets one replacement of this group pass, with the loss of what it holds: its id, and why its data may go, for example
   * `'cac1x2y3z: moved to the group Orders on 2026-11-20'`. A refusal shows the id.
   *
   * The permission is used up by the replacement: the new group has another id, which the text does not name. Less than 10
   * characters are refused at synth with `AllowReplacementWithoutReason`, any text together with `replacementGuard: false` with
   * `AllowReplacementWithoutGuard`.
   *
   * @default - no replacement passes
   */
  readonly allowReplacement?: string;

  /**
   * Whether to hold the deployment until every node announces the addresses that `ipDiscovery` asks for.
   *
   * Only where nodes announce addresses at all: `DUAL_STACK` with cluster mode and `TransitEncryption.DISABLED`. Nodes with TLS
   * announce host names.
   *
   * @default true
   */
  readonly propagationGate?: boolean;

  /**
   * How long the propagation gate waits before it fails the deployment and says which nodes lag and why. Has no effect
   * without a gate.
   *
   * A whole number of seconds from 10 seconds to 55 minutes; anything else is refused at synth with `GateTimeoutOutOfRange`.
   *
   * @default Duration.minutes(30)
   */
  readonly propagationTimeout?: Duration;

  /**
   * How long the propagation gate pauses before it asks a node again that does not announce the right addresses yet. Has no
   * effect without a gate.
   *
   * A whole number of milliseconds from 20 milliseconds to 10 seconds; anything else is refused at synth with
   * `PollIntervalOutOfRange`.
   *
   * @default Duration.millis(100)
   */
  readonly propagationPollInterval?: Duration;
}
