import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmBase,
  AlarmRule,
  ComparisonOperator,
  CompositeAlarm,
  type IAlarmAction,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { groupMetric, MOST_METRICS_OF_ALARM } from '../private/group-metric';
import { split } from '../private/split';
import { ReplicationGroupValidationError } from '../private/validation-error';
import { NodeAggregate } from '../replication-group/node-aggregate';
import { ReplicationGroupMetrics } from '../replication-group/replication-group-metrics';
import { type ReplicationGroupShape } from '../replication-group/replication-group-shape';
import { MOST_ALARMS_OF_COMPOSITE } from './private/alarm-count';
import { ALARM_NEEDS_MEMBERS } from './private/monitoring-errors';
import { type ReplicationGroupAlarmOptions } from './replication-group-alarm-options';

/**
 * What a `ReplicationGroupAlarm` watches.
 */
export interface ReplicationGroupAlarmProps extends ReplicationGroupAlarmOptions {
  /**
   * The group whose nodes are watched.
   */
  readonly replicationGroup: IReplicationGroupRef;

  /**
   * What the group does not tell of itself.
   *
   * @default - the group tells its cluster mode, shards and replicas
   */
  readonly shape?: ReplicationGroupShape;

  /**
   * Name of the metric, as AWS spells it, for example `EngineCPUUtilization`.
   */
  readonly metricName: string;

  /**
   * The value that a node must not cross, in the unit of the metric.
   */
  readonly threshold: number;

  /**
   * What becomes of the values of one node within one period, for example `Average`.
   *
   * @default - what fits the metric
   */
  readonly statistic?: string;

  /**
   * Which side of the threshold is wrong.
   *
   * @default ComparisonOperator.GREATER_THAN_THRESHOLD
   */
  readonly comparisonOperator?: ComparisonOperator;

  /**
   * What the alarm means and what to do.
   *
   * @default - none
   */
  readonly description?: string;
}

const MINUTE = Duration.minutes(1);
const DEFAULT_PERIODS = 5;
const BELOW = [ComparisonOperator.LESS_THAN_THRESHOLD, ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD];

/**
 * An alarm that goes off as soon as one node of a replication group crosses a threshold.
 *
 * One CloudWatch alarm can watch 10 metrics, so there is one for every 10 nodes; if that makes more than one, a composite alarm
 * stands for them all, and only that one acts. CloudWatch charges for every metric, which is every node.
 */
export class ReplicationGroupAlarm extends Construct {
  /**
   * The alarm of the whole group: a composite one if the group has more than 10 nodes.
   */
  public readonly alarm: AlarmBase;

  /**
   * The alarms that watch metrics, each up to 10 nodes.
   */
  public readonly nodeAlarms: Alarm[];

  /**
   * @param scope where the alarm is in the construct tree
   * @param id name of the alarm in `scope`
   * @param props what to watch
   * @throws `ReplicationGroupValidationError` (`AlarmNeedsMembers`) if the nodes of the group are not known
   */
  public constructor(scope: Construct, id: string, props: ReplicationGroupAlarmProps) {
    super(scope, id);
    const { memberIds } = ReplicationGroupMetrics.fromReplicationGroup(props.replicationGroup, props.shape);
    if (memberIds === undefined) {
      const message =
        `an alarm on ${props.metricName} must know the nodes of ${props.replicationGroup.node.path}, got a group that does not ` +
        'tell clusterMode, shards and replicasPerShard as numbers: give them when you import it, or with shape';
      throw new ReplicationGroupValidationError(this, [{ code: ALARM_NEEDS_MEMBERS.code, message }]);
    }
    const parts = split(memberIds, MOST_METRICS_OF_ALARM);
    this.nodeAlarms = parts.map((part, index) => this.createAlarm(props, part, parts.length === 1 ? 'Alarm' : `Nodes${index + 1}`));
    this.alarm = this.anyOf(this.nodeAlarms, 'AnyNode', props.description);
    this.alarm.addAlarmAction(...(props.actions ?? []));
    this.alarm.addOkAction(...(props.okActions ?? []));
  }

  /**
   * What to do when the first node crosses the threshold.
   *
   * @param actions for example `new SnsAction(topic)`
   */
  public addAlarmAction(...actions: IAlarmAction[]): void {
    this.alarm.addAlarmAction(...actions);
  }

  /**
   * What to do when the last node is back.
   *
   * @param actions for example `new SnsAction(topic)`
   */
  public addOkAction(...actions: IAlarmAction[]): void {
    this.alarm.addOkAction(...actions);
  }

  /** A composite alarm, of composite alarms if there are too many for one. */
  private anyOf(alarms: readonly AlarmBase[], id: string, alarmDescription: string | undefined): AlarmBase {
    const [onlyAlarm] = alarms;
    if (onlyAlarm !== undefined && alarms.length === 1) {
      return onlyAlarm;
    }
    const parts = split(alarms, MOST_ALARMS_OF_COMPOSITE);
    const members = parts.length === 1 ? alarms : parts.map((part, index) => this.anyOf(part, `${id}${index + 1}`, alarmDescription));
    return new CompositeAlarm(this, id, { alarmRule: AlarmRule.anyOf(...members), alarmDescription });
  }

  private createAlarm(props: ReplicationGroupAlarmProps, memberIds: readonly string[], id: string): Alarm {
    const comparisonOperator = props.comparisonOperator ?? ComparisonOperator.GREATER_THAN_THRESHOLD;
    const metric: IMetric = groupMetric(props.replicationGroup, memberIds, props.metricName, {
      statistic: props.statistic,
      period: MINUTE,
      aggregate: BELOW.includes(comparisonOperator) ? NodeAggregate.MINIMUM : NodeAggregate.MAXIMUM,
    });
    const evaluationPeriods = props.evaluationPeriods ?? DEFAULT_PERIODS;
    return new Alarm(this, id, {
      metric,
      threshold: props.threshold,
      comparisonOperator,
      evaluationPeriods,
      datapointsToAlarm: props.datapointsToAlarm ?? evaluationPeriods,
      // a node that is being replaced says nothing, which is no news about the others
      treatMissingData: props.treatMissingData ?? TreatMissingData.MISSING,
      alarmDescription: props.description,
    });
  }
}
