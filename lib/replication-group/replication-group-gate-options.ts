import { type Duration } from 'aws-cdk-lib';

/**
 * What a replication group waits for when it is deployed.
 */
export interface ReplicationGroupGateOptions {
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
