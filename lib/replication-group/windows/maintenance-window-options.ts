import { type Duration } from 'aws-cdk-lib';
import { type DayOfWeek } from './day-of-week';

/**
 * When a window of every week begins, and how long it is.
 */
export interface MaintenanceWindowOptions {
  /**
   * Day of the week in UTC.
   */
  readonly day: DayOfWeek;

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
   * How long the window is: whole minutes, from 60 minutes to less than a week.
   *
   * @default Duration.hours(1)
   */
  readonly duration?: Duration;
}
