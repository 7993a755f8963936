import { type Duration } from 'aws-cdk-lib';

/**
 * How often an AUTH token is rotated, and how.
 */
export interface AuthTokenRotationOptions {
  /**
   * Time from one rotation to the next: whole hours, 4 hours to 1000 days. `RotationRules` of the rotation schedule.
   *
   * @default Duration.days(30)
   */
  readonly automaticallyAfter?: Duration;

  /**
   * How long the token before is good after a rotation, so that clients have time to read the secret again: whole seconds. It
   * ends up to an hour later than that, and with the next rotation in any case. With `Duration.seconds(0)` it ends with the
   * rotation; whoever has read the secret just before can not log in any more then.
   *
   * Connections that are there stay. A token must be one of seconds.
   *
   * @default Duration.days(1)
   */
  readonly previousTokenAcceptedFor?: Duration;

  /**
   * Number of characters of a new token, 16 to 128, all of them letters and digits.
   *
   * @default - as for `Authentication.generatedAuthToken()`, else 64
   */
  readonly length?: number;

  /**
   * Whether to rotate once as soon as the rotation is set up, while the deployment goes on: `RotateImmediatelyOnUpdate`. Other
   * changes of the group have to wait meanwhile.
   *
   * @default false
   */
  readonly rotateImmediately?: boolean;
}
