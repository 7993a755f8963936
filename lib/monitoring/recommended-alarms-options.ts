import { type IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { type RecommendedAlarm } from './recommended-alarm';

/**
 * What to do with the recommended alarms. Their thresholds are those of the single alarms: to change one, leave it out here
 * and make it yourself.
 */
export interface RecommendedAlarmsOptions {
  /**
   * What to do when an alarm goes off, for example `new SnsAction(topic)`.
   *
   * @default - nothing
   */
  readonly actions?: IAlarmAction[];

  /**
   * What to do when an alarm is over.
   *
   * @default - nothing
   */
  readonly okActions?: IAlarmAction[];

  /**
   * Which alarms to leave out.
   *
   * @default - none
   */
  readonly without?: RecommendedAlarm[];
}
