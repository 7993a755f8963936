import { type ReplicationGroupAlarmOptions } from './replication-group-alarm-options';

/**
 * How one recommended alarm is to differ from the recommendation, and what happens when it goes off.
 */
export interface RecommendedAlarmOptions extends ReplicationGroupAlarmOptions {
  /**
   * The value that a node must not cross, in the unit of the metric.
   *
   * @default - see the alarm
   */
  readonly threshold?: number;
}
