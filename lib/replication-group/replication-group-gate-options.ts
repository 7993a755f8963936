import { type Duration } from 'aws-cdk-lib';
import { type Evidence } from '../gates/evidence';
import { type GateCredentials } from '../gates/gate-credentials';

/**
 * What a replication group waits for when it is deployed.
 */
export interface ReplicationGroupGateOptions {
  /**
   * Whether to hold the deployment until every node serves the family that `ipDiscovery` asks for: can be reached over it, and,
   * where nodes announce addresses (with cluster mode and `TransitEncryption.DISABLED`), announces it.
   *
   * Only where there is a choice: `NetworkType.DUAL_STACK`.
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
   * How long the propagation gate pauses before it asks a node again that is not there yet. Has no
   * effect without a gate.
   *
   * A whole number of milliseconds from 20 milliseconds to 10 seconds; anything else is refused at synth with
   * `PollIntervalOutOfRange`.
   *
   * @default Duration.millis(100)
   */
  readonly propagationPollInterval?: Duration;

  /**
   * What the propagation gate must prove of every node. Has no effect without a gate.
   *
   * More than the group and the credentials allow is refused at synth with `MinimumEvidenceOutOfReach`.
   *
   * @default - the most that is possible: see `minimumEvidence` of `NodeGateOptions`
   */
  readonly propagationMinimumEvidence?: Evidence;

  /**
   * How the gates of the group prove to its nodes who they are.
   *
   * @default - with `Authentication.iam()` a user of their own, who may look at the cluster and touch no key; with an AUTH token the
   *   secret that holds it, unless that is not known (`Authentication.authToken()`); otherwise none
   */
  readonly gateCredentials?: GateCredentials;
}
