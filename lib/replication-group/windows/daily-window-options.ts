import { type Duration } from 'aws-cdk-lib';

/**
 * When a window of every day begins, and how long it is.
 */
export interface DailyWindowOptions {
  /**
   * Hour of the day in UTC, 0 to 23.
   */
  readonly hour: number;

  /**
   * Minute of the hour, 0 to 59.
   *
   * @default 0
   */
  readonly minute?: number;

  /**
   * How long the window is: whole minutes, from 60 minutes to less than a day.
   *
   * @default Duration.hours(1)
   */
  readonly duration?: Duration;
}
