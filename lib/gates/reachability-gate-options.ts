import { type ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type NodeGateOptions } from './node-gate-options';

/**
 * How a reachability gate asks the nodes, from where, and what it is content with.
 */
export interface ReachabilityGateOptions extends NodeGateOptions {
  /**
   * The security groups of a client, for example `service.connections.securityGroups`: the function that asks wears them, so that
   * the gate finds out what the client would. No rule is made for it, neither there nor at the nodes. Choose the subnets of the
   * client with `vpcSubnets`.
   *
   * Deleting a function that wears a security group takes Lambda up to 45 minutes, for which the deletion of that security group
   * waits.
   *
   * @default - a security group of its own, which is let in to the nodes
   */
  readonly clientSecurityGroups?: ISecurityGroup[];

  /**
   * Any text. When it changes, the gate asks again with the next deployment. The family and the `IpDiscovery` of the group are
   * included anyway; nothing else is, so that the gate asks only when the family is about to change.
   *
   * @default - none
   */
  readonly changeToken?: string;
}
