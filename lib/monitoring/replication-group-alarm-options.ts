import { type IAlarmAction, type TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';

/**
 * When an alarm goes off, and what happens then.
 */
export interface ReplicationGroupAlarmOptions {
  /**
   * How many minutes are looked at.
   *
   * @default - see the alarm; 5 for alarms of your own
   */
  readonly evaluationPeriods?: number;

  /**
   * How many of these minutes must be wrong.
   *
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;

  /**
   * What to make of minutes without a value.
   *
   * @default TreatMissingData.MISSING
   */
  readonly treatMissingData?: TreatMissingData;

  /**
   * What to do when the first node crosses the threshold, for example `new SnsAction(topic)`.
   *
   * @default - nothing
   */
  readonly actions?: IAlarmAction[];

  /**
   * What to do when the last node is back.
   *
   * @default - nothing
   */
  readonly okActions?: IAlarmAction[];
}
