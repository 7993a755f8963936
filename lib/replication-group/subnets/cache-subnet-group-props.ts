import { type RemovalPolicy } from 'aws-cdk-lib';
import { type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type NetworkType } from '../network-type';

/**
 * Properties of a `CacheSubnetGroup`.
 */
export interface CacheSubnetGroupProps {
  /**
   * The VPC that the subnets are in.
   */
  readonly vpc: IVpc;

  /**
   * Which subnets of the VPC: `SubnetIds`. Subnets can be added in place; one that nodes are in can not be taken away.
   *
   * @default - the private subnets that fit `networkType`: those with egress, or if there are none, the isolated ones
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The network type of the nodes that are to be in it: only chooses the default of `vpcSubnets`.
   *
   * @default NetworkType.DUAL_STACK
   */
  readonly networkType?: NetworkType;

  /**
   * What the subnets are for, in words: `CacheSubnetGroupDescription`. Changes in place.
   *
   * @default - the construct path
   */
  readonly description?: string;

  /**
   * What becomes of the subnet group when it is removed from the stack.
   *
   * @default - it is deleted, which ElastiCache refuses as long as a cache uses it
   */
  readonly removalPolicy?: RemovalPolicy;
}
