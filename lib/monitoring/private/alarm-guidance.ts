import { ComparisonOperator, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { RecommendedAlarm } from '../recommended-alarm';

/** What AWS advises to watch, and why. */
export interface AlarmGuidance {
  readonly metricName: string;
  readonly statistic: string;
  readonly threshold: number;
  readonly comparisonOperator?: ComparisonOperator;
  readonly evaluationPeriods: number;
  /** What it means and what to do. */
  readonly description: string;
}

/** A node takes 65,000 connections; a fifth is left to find the client that leaks them. */
const MANY_CONNECTIONS = 52_000;
/** AWS: a node with less than 100 MB is under memory pressure. */
const LITTLE_MEMORY = 100 * 1024 * 1024;

/** AWS: 90 percent of what a single thread can use, which on 2 cores is half of the host. */
const HOST_CPU_OF_TWO_CORES = 45;

/**
 * Thresholds, periods and reasons follow AWS's "Which metrics should I monitor?" and CloudWatch's recommended alarms. Where AWS
 * leaves the number to the user, it is a careful one, and the description says why.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 */
export const ALARM_GUIDANCE: Readonly<Record<RecommendedAlarm, AlarmGuidance>> = {
  [RecommendedAlarm.ENGINE_CPU]: {
    metricName: 'EngineCPUUtilization',
    statistic: Stats.AVERAGE,
    threshold: 90,
    evaluationPeriods: 5,
    description:
      'A node uses more than 90 % of its engine thread, so commands queue. Look for slow commands, then add replicas for reads, ' +
      'shards for writes, or use a larger node type',
  },
  [RecommendedAlarm.HOST_CPU]: {
    metricName: 'CPUUtilization',
    statistic: Stats.AVERAGE,
    threshold: HOST_CPU_OF_TWO_CORES,
    evaluationPeriods: 5,
    description:
      'A host with 2 vCPUs uses more than 45 %: 90 % of the one core that the engine can use. On small hosts the processes of ' +
      'ElastiCache count too. Use a larger node type, or spread the load',
  },
  [RecommendedAlarm.MEMORY]: {
    metricName: 'DatabaseMemoryUsagePercentage',
    statistic: Stats.AVERAGE,
    threshold: 80,
    evaluationPeriods: 5,
    description:
      'A node uses more than 80 % of maxmemory; at 100 % it evicts keys or refuses writes, and there must be time to scale ' +
      'before. Add shards, or use a larger node type. A cache that is meant to evict can do without this alarm',
  },
  [RecommendedAlarm.FREEABLE_MEMORY]: {
    metricName: 'FreeableMemory',
    statistic: Stats.AVERAGE,
    threshold: LITTLE_MEMORY,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 5,
    description:
      'A host has less than 100 MB of free memory and will swap. Raise reserved-memory-percent, look for large client ' +
      'buffers, or use a larger node type',
  },
  [RecommendedAlarm.CONNECTIONS]: {
    metricName: 'CurrConnections',
    statistic: Stats.AVERAGE,
    threshold: MANY_CONNECTIONS,
    evaluationPeriods: 10,
    description:
      'A node has more than 52,000 connections, 80 % of the 65,000 that it takes. Look for clients that do not close them, ' +
      'pool connections, set a timeout',
  },
  [RecommendedAlarm.REPLICATION_LAG]: {
    metricName: 'ReplicationLag',
    statistic: Stats.AVERAGE,
    threshold: 10,
    evaluationPeriods: 15,
    description:
      'A replica is more than 10 seconds behind its primary: its readers see old data, and a failover would lose that much. ' +
      'Add shards if there are too many writes, replicas if there are too many reads',
  },
  [RecommendedAlarm.NETWORK_IN]: {
    metricName: 'NetworkBandwidthInAllowanceExceeded',
    statistic: Stats.SUM,
    threshold: 0,
    evaluationPeriods: 5,
    description:
      'For 5 minutes a node has received more than its type allows, so packets wait or are dropped. Add shards, or use a ' +
      'larger node type',
  },
  [RecommendedAlarm.NETWORK_OUT]: {
    metricName: 'NetworkBandwidthOutAllowanceExceeded',
    statistic: Stats.SUM,
    threshold: 0,
    evaluationPeriods: 5,
    description:
      'For 5 minutes a node has sent more than its type allows, so packets wait or are dropped. Look for large values, add ' +
      'replicas or shards, or use a larger node type',
  },
  [RecommendedAlarm.TRAFFIC_MANAGEMENT]: {
    metricName: 'TrafficManagementActive',
    statistic: Stats.MAXIMUM,
    threshold: 0,
    evaluationPeriods: 5,
    description:
      'For 5 minutes ElastiCache has slowed commands down, because a node gets more than it can process. Scale up or out',
  },
  [RecommendedAlarm.AUTHENTICATION_FAILURES]: {
    metricName: 'AuthenticationFailures',
    statistic: Stats.SUM,
    threshold: 0,
    evaluationPeriods: 1,
    description:
      'A client failed to authenticate: wrong credentials after a change, or somebody who should not be here. See ACL LOG',
  },
};

/** With data tiering, full memory is normal: what counts is memory and SSD together. */
export const CAPACITY_GUIDANCE: AlarmGuidance = {
  ...ALARM_GUIDANCE[RecommendedAlarm.MEMORY],
  metricName: 'DatabaseCapacityUsagePercentage',
  description:
    'A node uses more than 80 % of its memory and SSD; at 100 % it evicts keys or refuses writes, and there must be time to ' +
    'scale before. Add shards, or use a larger node type',
};
