import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { NodeAggregate } from '../replication-group/node-aggregate';

/** Namespace of what ElastiCache publishes. */
export const ELASTICACHE_NAMESPACE = 'AWS/ElastiCache';
/** Namespace of what the propagation gates of this library publish. */
export const GATE_NAMESPACE = 'ElastiCacheDualStack';

/** How to look at a metric, unless told otherwise. */
export interface MetricDefaults {
  readonly statistic: string;
  readonly aggregate: NodeAggregate;
}

const WORST_OFF_HIGH: MetricDefaults = { statistic: Stats.AVERAGE, aggregate: NodeAggregate.MAXIMUM };
const HIGHEST: MetricDefaults = { statistic: Stats.MAXIMUM, aggregate: NodeAggregate.MAXIMUM };
const WORST_OFF_LOW: MetricDefaults = { statistic: Stats.MINIMUM, aggregate: NodeAggregate.MINIMUM };
const TYPICAL: MetricDefaults = { statistic: Stats.AVERAGE, aggregate: NodeAggregate.AVERAGE };
const COUNTED: MetricDefaults = { statistic: Stats.SUM, aggregate: NodeAggregate.SUM };
const AMOUNT: MetricDefaults = { statistic: Stats.AVERAGE, aggregate: NodeAggregate.SUM };

/** By the names of AWS; every other metric is looked at as `WORST_OFF_HIGH`. */
const DEFAULTS: Readonly<Record<string, MetricDefaults>> = {
  FreeableMemory: WORST_OFF_LOW,
  SwapUsage: HIGHEST,
  ReplicationLag: HIGHEST,
  TrafficManagementActive: HIGHEST,
  CacheHitRate: TYPICAL,
  BytesUsedForCache: AMOUNT,
  CurrItems: AMOUNT,
  AuthenticationFailures: COUNTED,
  CacheHits: COUNTED,
  CacheMisses: COUNTED,
  Evictions: COUNTED,
  NetworkBandwidthInAllowanceExceeded: COUNTED,
  NetworkBandwidthOutAllowanceExceeded: COUNTED,
  NetworkBytesIn: COUNTED,
  NetworkBytesOut: COUNTED,
  NewConnections: COUNTED,
};

export function metricDefaults(metricName: string): MetricDefaults {
  return DEFAULTS[metricName] ?? WORST_OFF_HIGH;
}
