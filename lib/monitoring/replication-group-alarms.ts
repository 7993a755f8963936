import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { ReplicationGroupValidationError } from '../private/validation-error';
import { type CacheNodeType } from '../replication-group/cache-node-type';
import { ReplicationGroupMetrics } from '../replication-group/replication-group-metrics';
import { type ReplicationGroupShape } from '../replication-group/replication-group-shape';
import { alarmCount } from './private/alarm-count';
import { ALARM_GUIDANCE, CAPACITY_GUIDANCE } from './private/alarm-guidance';
import { TOO_MANY_ALARMS } from './private/monitoring-errors';
import { RecommendedAlarm } from './recommended-alarm';
import { type RecommendedAlarmOptions } from './recommended-alarm-options';
import { type RecommendedAlarmsOptions } from './recommended-alarms-options';
import { ReplicationGroupAlarm, type ReplicationGroupAlarmProps } from './replication-group-alarm';
import { type ReplicationGroupAlarmOptions } from './replication-group-alarm-options';

/** What CloudFormation takes in one stack, less what the group and its gate need. */
const MOST_ALARMS = 450;

/** On such hosts the processes of ElastiCache itself count. */
const FEW_VCPUS = 2;

/**
 * What alarms must know of a group in addition to its nodes.
 */
export interface ReplicationGroupAlarmsOptions extends ReplicationGroupShape {
  /**
   * Type of the nodes: decides on the alarms for small hosts and for data tiering.
   *
   * @default - not known: neither a small host nor data tiering
   */
  readonly nodeType?: CacheNodeType;
}

/**
 * Alarms on the nodes of a replication group. Each goes off as soon as one node crosses its threshold.
 */
export class ReplicationGroupAlarms {
  /**
   * Alarms for any replication group.
   *
   * @param scope where the alarms are in the construct tree; for a large group a construct of another stack
   * @param replicationGroup a `ReplicationGroup`, an imported one, or a `CfnReplicationGroup`
   * @param options what the group does not tell of itself
   */
  public static fromReplicationGroup(
    scope: Construct,
    replicationGroup: IReplicationGroupRef,
    options: ReplicationGroupAlarmsOptions = {},
  ): ReplicationGroupAlarms {
    return new ReplicationGroupAlarms(scope, replicationGroup, options);
  }

  private constructor(
    private readonly scope: Construct,
    private readonly replicationGroup: IReplicationGroupRef,
    private readonly options: ReplicationGroupAlarmsOptions,
  ) {}

  /**
   * The alarms that AWS recommends, as far as they fit the group.
   *
   * There is none on evictions: a cache may be meant to evict, and AWS names no number. See `evictions()`.
   *
   * @param options what to do with them
   * @throws `ReplicationGroupValidationError` (`TooManyAlarms`) if a stack has no room for so many alarms
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  public recommended(options: RecommendedAlarmsOptions = {}): ReplicationGroupAlarm[] {
    const { without = [], actions, okActions } = options;
    const wanted = Object.values(RecommendedAlarm).filter((each) => this.fits(each) && !without.includes(each));
    this.assertRoomFor(wanted.length);
    return wanted.map((each) => this.create(each, { actions, okActions }));
  }

  /**
   * A node's engine is busy: `EngineCPUUtilization` above 90 percent for 5 minutes.
   *
   * @param options to change the threshold and the periods, and to say what happens then
   */
  public engineCpu(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.ENGINE_CPU, options);
  }

  /**
   * A small host is busy: `CPUUtilization` above 45 percent for 5 minutes, which is 90 percent of one of 2 cores.
   *
   * @param options to change the threshold and the periods, and to say what happens then
   */
  public hostCpu(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.HOST_CPU, options);
  }

  /**
   * A node is full: `DatabaseMemoryUsagePercentage` above 80 percent for 5 minutes; with data tiering
   * `DatabaseCapacityUsagePercentage`.
   *
   * @param options to change the threshold and the periods, and to say what happens then
   */
  public memory(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.MEMORY, options);
  }

  /**
   * A host has no memory left: `FreeableMemory` below 100 MB for 5 minutes.
   *
   * @param options to change the threshold (in bytes) and the periods, and to say what happens then
   */
  public freeableMemory(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.FREEABLE_MEMORY, options);
  }

  /**
   * A node has many clients: `CurrConnections` above 52,000 (80 percent of the limit) for 10 minutes.
   *
   * @param options to change the threshold and the periods, and to say what happens then
   */
  public connections(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.CONNECTIONS, options);
  }

  /**
   * A replica is far behind: `ReplicationLag` above 10 seconds for 15 minutes.
   *
   * @param options to change the threshold (in seconds) and the periods, and to say what happens then
   */
  public replicationLag(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.REPLICATION_LAG, options);
  }

  /**
   * A node receives more than its type allows: `NetworkBandwidthInAllowanceExceeded` above 0 in each of 5 minutes.
   *
   * @param options to change the threshold (in packets a minute) and the periods, and to say what happens then
   */
  public networkIn(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.NETWORK_IN, options);
  }

  /**
   * A node sends more than its type allows: `NetworkBandwidthOutAllowanceExceeded` above 0 in each of 5 minutes.
   *
   * @param options to change the threshold (in packets a minute) and the periods, and to say what happens then
   */
  public networkOut(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.NETWORK_OUT, options);
  }

  /**
   * ElastiCache slows a node down: `TrafficManagementActive` is 1 in each of 5 minutes.
   *
   * @param options to change the periods, and to say what happens then
   */
  public trafficManagement(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.TRAFFIC_MANAGEMENT, options);
  }

  /**
   * Clients fail to authenticate: `AuthenticationFailures` above 0 in a minute.
   *
   * @param options to change the threshold (a minute) and the periods, and to say what happens then
   */
  public authenticationFailures(options?: RecommendedAlarmOptions): ReplicationGroupAlarm {
    return this.create(RecommendedAlarm.AUTHENTICATION_FAILURES, options);
  }

  /**
   * A node evicts keys: `Evictions` above a number that is too much for you.
   *
   * @param evictionsPerMinute how many evictions of one node in a minute are too many, in each of 5 minutes
   * @param options to change the periods, and to say what happens then
   */
  public evictions(evictionsPerMinute: number, options: ReplicationGroupAlarmOptions = {}): ReplicationGroupAlarm {
    return this.alarm('EvictionsAlarm', {
      description: 'A node evicts more keys than is good. Add shards, or use a larger node type',
      ...options,
      metricName: 'Evictions',
      threshold: evictionsPerMinute,
    });
  }

  private create(alarm: RecommendedAlarm, options: RecommendedAlarmOptions = {}): ReplicationGroupAlarm {
    const isTiered = this.options.nodeType?.hasDataTiering === true;
    const guidance = alarm === RecommendedAlarm.MEMORY && isTiered ? CAPACITY_GUIDANCE : ALARM_GUIDANCE[alarm];
    return this.alarm(`${alarm}Alarm`, {
      ...guidance,
      ...options,
      threshold: options.threshold ?? guidance.threshold,
      evaluationPeriods: options.evaluationPeriods ?? guidance.evaluationPeriods,
    });
  }

  private alarm(id: string, props: Omit<ReplicationGroupAlarmProps, 'replicationGroup'>): ReplicationGroupAlarm {
    return new ReplicationGroupAlarm(this.scope, id, { ...props, replicationGroup: this.replicationGroup, shape: this.options });
  }

  private fits(alarm: RecommendedAlarm): boolean {
    if (alarm === RecommendedAlarm.HOST_CPU) {
      return (this.options.nodeType?.vcpus ?? Number.POSITIVE_INFINITY) <= FEW_VCPUS;
    }
    const stated: ReplicationGroupShape & IReplicationGroupRef = this.replicationGroup;
    return alarm !== RecommendedAlarm.REPLICATION_LAG || (this.options.replicasPerShard ?? stated.replicasPerShard) !== 0;
  }

  private assertRoomFor(alarms: number): void {
    const { memberIds = [] } = ReplicationGroupMetrics.fromReplicationGroup(this.replicationGroup, this.options);
    const resources = alarms * alarmCount(memberIds.length);
    if (resources > MOST_ALARMS) {
      const message =
        `${memberIds.length} nodes need ${resources} alarms for ${alarms} recommendations, but a stack has room for at most ` +
        `${MOST_ALARMS}: leave some out with without, and make those in another stack with ` +
        'ReplicationGroupAlarms.fromReplicationGroup()';
      throw new ReplicationGroupValidationError(this.scope, [{ code: TOO_MANY_ALARMS.code, message }]);
    }
  }
}
