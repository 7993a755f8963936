import { type ISecurityGroup, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type ISubnetGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type IpDiscovery } from './ip-discovery';
import { type NetworkType } from './network-type';

/**
 * Where the nodes of a replication group are, and which address families they have.
 */
export interface ReplicationGroupNetworkOptions {
  /**
   * Which subnets of the VPC the nodes are in: `CacheSubnetGroupName`. A change replaces the group.
   *
   * Two availability zones or more, for the failover to have somewhere to go.
   *
   * @default - the private subnets that fit `networkType`: those with egress, or if there are none, the isolated ones
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The subnet group to use instead of one of its own: `CacheSubnetGroupName`. A change replaces the group. Excludes
   * `vpcSubnets`.
   *
   * A `CacheSubnetGroup`, an imported one, or a `CfnSubnetGroup`, in the VPC `vpc`.
   *
   * @default - one of its own, with `vpcSubnets`
   */
  readonly subnetGroup?: ISubnetGroupRef;

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
}
