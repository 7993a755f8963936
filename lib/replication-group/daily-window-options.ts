import { type Duration } from 'aws-cdk-lib';

/**
 * A span of time that comes back every day.
 */
export interface DailyWindowOptions {
  /**
   * Hour in which it begins, 0 to 23, UTC.
   */
  readonly hour: number;

  /**
   * Minute at which it begins, 0 to 59.
   *
   * @default 0
   */
  readonly minute?: number;

  /**
   * How long it lasts: whole minutes, one hour or more.
   *
   * @default Duration.hours(1)
   */
  readonly duration?: Duration;
}
