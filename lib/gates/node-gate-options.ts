import { type Duration } from 'aws-cdk-lib';
import { type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type Evidence } from './evidence';
import { type GateCredentials } from './gate-credentials';
import { type GateOptions } from './gate-options';

/**
 * How a gate asks the nodes of a replication group, and what it is content with.
 */
export interface NodeGateOptions extends GateOptions {
  /**
   * The subnets for the function that asks the nodes. They must be dual stack, with a route to the nodes, which all
   * subnets of one VPC have; others are refused at synth with `ProbeSubnetsNotDualStack`. Neither NAT nor VPC endpoints are
   * needed.
   *
   * Gates with the same subnets share one function.
   *
   * @default - the private subnets that have IPv6: those with egress, or if there are none, the isolated ones
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Pause between two looks at a node that is not there yet.
   *
   * A whole number of milliseconds from 20 milliseconds to 10 seconds; anything else is refused at synth with
   * `PollIntervalOutOfRange`.
   *
   * @default Duration.millis(100)
   */
  readonly pollInterval?: Duration;

  /**
   * What must be proven of every node.
   *
   * More than the group and the credentials allow is refused with `MinimumEvidenceOutOfReach`, at synth where the app tells, else
   * by the gate. Less makes the gate content with less, except that a propagation gate asks for the views of all nodes wherever
   * they announce addresses.
   *
   * @default - the most that is possible: `Evidence.ANSWERED`; `Evidence.HANDSHAKE` for a group that asks for credentials, if the
   *   gate has none
   */
  readonly minimumEvidence?: Evidence;

  /**
   * How the gate proves to the nodes who it is. Needs in-transit encryption: `CredentialsNeedTls`.
   *
   * @default GateCredentials.none()
   */
  readonly credentials?: GateCredentials;
}
