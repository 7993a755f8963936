import { type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { type NodeGateOptions } from './node-gate-options';

/**
 * Where the nodes are that a gate asks.
 */
export interface NodeGateProps extends NodeGateOptions {
  /**
   * The VPC of the replication group. The function that asks the nodes is placed here.
   */
  readonly vpc: IVpc;

  /**
   * The security groups of the nodes. The gate lets its function in, on the port of the nodes only. Groups imported with
   * `mutable: false` are left alone: then open the way yourself.
   *
   * Required, with `SecurityGroupsUnknown`, for a group that does not tell its own.
   *
   * @default - the security groups of the replication group
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * TCP port of the nodes.
   *
   * @default - the port of the replication group, 6379 if it is not known
   */
  readonly port?: number;
}
