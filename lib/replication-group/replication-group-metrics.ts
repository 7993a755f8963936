import { Duration } from 'aws-cdk-lib';
import { type IMetric, Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { groupMetric, nodeMetric } from '../private/group-metric';
import { memberIdsOf } from '../private/member-ids';
import { ELASTICACHE_NAMESPACE, GATE_NAMESPACE, metricDefaults } from '../private/metric-defaults';
import { statedShapeOf } from '../private/stated-shape';
import { type GroupMetricOptions } from './group-metric-options';
import { type ReplicationGroupShape } from './replication-group-shape';

/** ElastiCache and the gates publish once a minute or more often. */
const PERIOD = Duration.minutes(1);

/**
 * The CloudWatch metrics of a replication group, under the names that AWS gave them.
 *
 * ElastiCache publishes nearly all of them for single nodes only (dimension `CacheClusterId`), nothing for the group. So a
 * metric of the group is math on its nodes, where they are known and at most 10, which is what one alarm can watch. For all
 * other groups it is a search for the nodes, which graphs can show and alarms can not: an `Alarm` on it fails at synth. The
 * class `ReplicationGroupAlarms` makes alarms for groups of any size.
 *
 * The search finds all nodes whose id contains the id of the group, so give groups ids that are no part of each other.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 */
export class ReplicationGroupMetrics {
  /**
   * The metrics of any replication group.
   *
   * @param replicationGroup a `ReplicationGroup`, an imported one, or a `CfnReplicationGroup`
   * @param shape what the group does not tell of itself
   */
  public static fromReplicationGroup(
    replicationGroup: IReplicationGroupRef,
    shape: ReplicationGroupShape = {},
  ): ReplicationGroupMetrics {
    const stated = statedShapeOf(replicationGroup);
    const isResized = shape.shards !== undefined || shape.replicasPerShard !== undefined;
    return new ReplicationGroupMetrics(replicationGroup, {
      clusterMode: shape.clusterMode ?? stated.clusterMode,
      startedWithoutClusterMode: shape.startedWithoutClusterMode ?? stated.startedWithoutClusterMode,
      shards: shape.shards ?? stated.shards,
      replicasPerShard: shape.replicasPerShard ?? stated.replicasPerShard,
      nodeGroups: shape.nodeGroups ?? (isResized ? undefined : stated.nodeGroups),
      memberIds: shape.memberIds,
    });
  }

  /**
   * A metric of all nodes of all groups of the account and region.
   *
   * @param metricName as AWS spells it
   * @param options how to look at it
   */
  public static metricAll(metricName: string, options: MetricOptions = {}): Metric {
    const { statistic } = metricDefaults(metricName);
    return new Metric({ statistic, period: PERIOD, ...options, namespace: ELASTICACHE_NAMESPACE, metricName });
  }

  /**
   * The ids of all nodes (`CacheClusterId`).
   *
   * @default - not known
   */
  public readonly memberIds?: string[];

  private constructor(
    private readonly replicationGroup: IReplicationGroupRef,
    shape: ReplicationGroupShape,
  ) {
    this.memberIds = memberIdsOf(replicationGroup.replicationGroupRef.replicationGroupId, shape);
  }

  /**
   * Any metric of the group.
   *
   * @param metricName as AWS spells it
   * @param options how to look at it
   */
  public metric(metricName: string, options: GroupMetricOptions = {}): IMetric {
    return groupMetric(this.replicationGroup, this.memberIds, metricName, options);
  }

  /**
   * Any metric of one node.
   *
   * @param memberId id of the node, for example one of `memberIds`
   * @param metricName as AWS spells it
   * @param options how to look at it
   */
  public nodeMetric(memberId: string, metricName: string, options?: MetricOptions): Metric {
    return nodeMetric(this.replicationGroup, memberId, metricName, options);
  }

  /**
   * How busy the thread of the engine is, in percent of one core: of the busiest node.
   *
   * @param options how to look at it
   */
  public engineCpuUtilization(options?: GroupMetricOptions): IMetric {
    return this.metric('EngineCPUUtilization', options);
  }

  /**
   * How busy the whole host is, in percent of all its cores: of the busiest node. For nodes with 2 vCPUs or fewer.
   *
   * @param options how to look at it
   */
  public cpuUtilization(options?: GroupMetricOptions): IMetric {
    return this.metric('CPUUtilization', options);
  }

  /**
   * How much of `maxmemory` is in use, in percent: of the fullest node.
   *
   * @param options how to look at it
   */
  public databaseMemoryUsagePercentage(options?: GroupMetricOptions): IMetric {
    return this.metric('DatabaseMemoryUsagePercentage', options);
  }

  /**
   * How much of memory and, with data tiering, SSD is in use, in percent: of the fullest node.
   *
   * @param options how to look at it
   */
  public databaseCapacityUsagePercentage(options?: GroupMetricOptions): IMetric {
    return this.metric('DatabaseCapacityUsagePercentage', options);
  }

  /**
   * Memory that the engine has allocated for all purposes, in bytes: of all nodes together, replicas included.
   *
   * @param options how to look at it
   */
  public bytesUsedForCache(options?: GroupMetricOptions): IMetric {
    return this.metric('BytesUsedForCache', options);
  }

  /**
   * Memory that is free on the host, in bytes: of the node that has least.
   *
   * @param options how to look at it
   */
  public freeableMemory(options?: GroupMetricOptions): IMetric {
    return this.metric('FreeableMemory', options);
  }

  /**
   * Swap space in use on the host, in bytes: of the node that swaps most.
   *
   * @param options how to look at it
   */
  public swapUsage(options?: GroupMetricOptions): IMetric {
    return this.metric('SwapUsage', options);
  }

  /**
   * Number of keys: of all nodes together, replicas included.
   *
   * @param options how to look at it
   */
  public currItems(options?: GroupMetricOptions): IMetric {
    return this.metric('CurrItems', options);
  }

  /**
   * Number of client connections, of which ElastiCache itself holds 2 to 4: of the node with most. A node takes 65,000.
   *
   * @param options how to look at it
   */
  public currConnections(options?: GroupMetricOptions): IMetric {
    return this.metric('CurrConnections', options);
  }

  /**
   * Number of connections accepted in the period: of all nodes together.
   *
   * @param options how to look at it
   */
  public newConnections(options?: GroupMetricOptions): IMetric {
    return this.metric('NewConnections', options);
  }

  /**
   * Number of keys evicted to make room in the period: of all nodes together.
   *
   * @param options how to look at it
   */
  public evictions(options?: GroupMetricOptions): IMetric {
    return this.metric('Evictions', options);
  }

  /**
   * Number of successful look-ups in the period: of all nodes together.
   *
   * @param options how to look at it
   */
  public cacheHits(options?: GroupMetricOptions): IMetric {
    return this.metric('CacheHits', options);
  }

  /**
   * Number of unsuccessful look-ups in the period: of all nodes together.
   *
   * @param options how to look at it
   */
  public cacheMisses(options?: GroupMetricOptions): IMetric {
    return this.metric('CacheMisses', options);
  }

  /**
   * Share of look-ups that were successful, as ElastiCache publishes it: averaged over the nodes.
   *
   * @param options how to look at it
   */
  public cacheHitRate(options?: GroupMetricOptions): IMetric {
    return this.metric('CacheHitRate', options);
  }

  /**
   * How far the replicas are behind their primaries, in seconds: of the replica that lags most. Primaries publish nothing.
   *
   * @param options how to look at it
   */
  public replicationLag(options?: GroupMetricOptions): IMetric {
    return this.metric('ReplicationLag', options);
  }

  /**
   * Bytes received in the period: of all nodes together.
   *
   * @param options how to look at it
   */
  public networkBytesIn(options?: GroupMetricOptions): IMetric {
    return this.metric('NetworkBytesIn', options);
  }

  /**
   * Bytes sent in the period: of all nodes together.
   *
   * @param options how to look at it
   */
  public networkBytesOut(options?: GroupMetricOptions): IMetric {
    return this.metric('NetworkBytesOut', options);
  }

  /**
   * Packets queued or dropped in the period because more came in than the node type allows: of all nodes together.
   *
   * @param options how to look at it
   */
  public networkBandwidthInAllowanceExceeded(options?: GroupMetricOptions): IMetric {
    return this.metric('NetworkBandwidthInAllowanceExceeded', options);
  }

  /**
   * Packets queued or dropped in the period because more went out than the node type allows: of all nodes together.
   *
   * @param options how to look at it
   */
  public networkBandwidthOutAllowanceExceeded(options?: GroupMetricOptions): IMetric {
    return this.metric('NetworkBandwidthOutAllowanceExceeded', options);
  }

  /**
   * Whether ElastiCache slows down commands because a node gets more than it can process: 1 or 0, of any node.
   *
   * @param options how to look at it
   */
  public trafficManagementActive(options?: GroupMetricOptions): IMetric {
    return this.metric('TrafficManagementActive', options);
  }

  /**
   * Number of failed attempts to authenticate in the period: of all nodes together.
   *
   * @param options how to look at it
   */
  public authenticationFailures(options?: GroupMetricOptions): IMetric {
    return this.metric('AuthenticationFailures', options);
  }

  /**
   * How long successful reads take, in microseconds: of the slowest node.
   *
   * @param options how to look at it
   */
  public successfulReadRequestLatency(options?: GroupMetricOptions): IMetric {
    return this.metric('SuccessfulReadRequestLatency', options);
  }

  /**
   * How long successful writes take, in microseconds: of the slowest node.
   *
   * @param options how to look at it
   */
  public successfulWriteRequestLatency(options?: GroupMetricOptions): IMetric {
    return this.metric('SuccessfulWriteRequestLatency', options);
  }

  /**
   * How many nodes a propagation gate of the group waits for. There are values only while a gate waits.
   *
   * @param options how to look at it
   */
  public propagationNodesTotal(options?: MetricOptions): Metric {
    return this.gateMetric('NodesTotal', options);
  }

  /**
   * How many of these nodes announce the target family and are reachable over it. There are values only while a gate waits.
   *
   * @param options how to look at it
   */
  public propagationNodesOnTarget(options?: MetricOptions): Metric {
    return this.gateMetric('NodesOnTarget', options);
  }

  /**
   * How long a propagation gate of the group has waited, in seconds. There are values only while a gate waits.
   *
   * @param options how to look at it
   */
  public propagationSecondsWaiting(options?: MetricOptions): Metric {
    return this.gateMetric('SecondsWaiting', options);
  }

  private gateMetric(metricName: string, options: MetricOptions = {}): Metric {
    const { replicationGroupId } = this.replicationGroup.replicationGroupRef;
    return new Metric({
      statistic: Stats.MAXIMUM,
      period: PERIOD,
      ...options,
      namespace: GATE_NAMESPACE,
      metricName,
      dimensionsMap: { ReplicationGroupId: replicationGroupId },
    }).attachTo(this.replicationGroup);
  }
}
