import { type Duration } from 'aws-cdk-lib';

/**
 * What every gate can be told.
 */
export interface GateOptions {
  /**
   * How long the gate waits, from its first look, before it fails the deployment and says why.
   *
   * A whole number of seconds from 10 seconds to 55 minutes; anything else is refused at synth with
   * `GateTimeoutOutOfRange`.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;
}
