import { Duration, Token } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, type MetricOptions, SearchExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type GroupMetricOptions } from '../replication-group/group-metric-options';
import { ELASTICACHE_NAMESPACE, metricDefaults } from './metric-defaults';

/** CloudWatch reads no more metrics for one alarm, and no more are needed to see every node at once. */
export const MOST_METRICS_OF_ALARM = 10;

/** ElastiCache publishes once a minute. */
const PERIOD = Duration.minutes(1);
const MEMBER_DIMENSION = 'CacheClusterId';
/** Enough of the address of a construct to tell the groups of one graph apart. */
const ADDRESS_LENGTH = 8;

/** A metric of one node. */
export function nodeMetric(group: IReplicationGroupRef, memberId: string, metricName: string, options: MetricOptions = {}): Metric {
  return new Metric({
    ...options,
    namespace: ELASTICACHE_NAMESPACE,
    metricName,
    statistic: options.statistic ?? metricDefaults(metricName).statistic,
    period: options.period ?? PERIOD,
    dimensionsMap: { ...options.dimensionsMap, [MEMBER_DIMENSION]: memberId },
  }).attachTo(group);
}

/** A metric of all nodes: math on the nodes if they are known and few, otherwise a search, which graphs can show. */
export function groupMetric(
  group: IReplicationGroupRef,
  memberIds: readonly string[] | undefined,
  metricName: string,
  options: GroupMetricOptions,
): IMetric {
  const [onlyMember] = memberIds ?? [];
  if (memberIds === undefined || onlyMember === undefined || memberIds.length > MOST_METRICS_OF_ALARM) {
    return search(group, metricName, options);
  }
  return memberIds.length === 1
    ? nodeMetric(group, onlyMember, metricName, options)
    : math(group, memberIds, metricName, options);
}

function math(
  group: IReplicationGroupRef,
  memberIds: readonly string[],
  metricName: string,
  options: GroupMetricOptions,
): MathExpression {
  const { aggregate, label, color, ...ofNodes } = options;
  const node = (memberId: string): Metric => nodeMetric(group, memberId, metricName, ofNodes);
  const prefix = idPrefix(group, metricName, options);
  const metrics = memberIds.map((memberId, index): [string, Metric] => [`${prefix}_${index + 1}`, node(memberId)]);
  return new MathExpression({
    expression: `${aggregate ?? metricDefaults(metricName).aggregate}([${metrics.map(([id]) => id).join(',')}])`,
    usingMetrics: Object.fromEntries(metrics),
    label: label ?? metricName,
    color,
    period: options.period ?? PERIOD,
  });
}

/** The same metric has the same ids in every expression, another one never, so that a graph can hold them all. */
function idPrefix(group: IReplicationGroupRef, metricName: string, options: GroupMetricOptions): string {
  const { statistic = metricDefaults(metricName).statistic, period = PERIOD } = options;
  const parts = [metricName, statistic, period.toSeconds(), ...Object.values(options.dimensionsMap ?? {}), options.unit ?? ''];
  const readable = parts.join('').replace(/[^A-Za-z0-9]/g, '');
  return `m${group.node.addr.slice(-ADDRESS_LENGTH)}${readable}`;
}

function search(group: IReplicationGroupRef, metricName: string, options: GroupMetricOptions): SearchExpression {
  const { statistic, aggregate } = { ...metricDefaults(metricName), ...definedOnly(options) };
  const period = options.period ?? PERIOD;
  const others = Object.entries(options.dimensionsMap ?? {});
  const schema = [ELASTICACHE_NAMESPACE, MEMBER_DIMENSION, ...others.map(([name]) => name)].join(',');
  const { replicationGroupId } = group.replicationGroupRef;
  const groupId = Token.isUnresolved(replicationGroupId) ? replicationGroupId : replicationGroupId.toLowerCase();
  // without quotes the id of the group is found as a part of the ids of its nodes
  const terms = [`MetricName="${metricName}"`, `${MEMBER_DIMENSION}=${groupId}`, ...others.map(([name, value]) => `${name}="${value}"`)];
  return new SearchExpression({
    expression: `${aggregate}(SEARCH('{${schema}} ${terms.join(' ')}', '${statistic}', ${period.toSeconds()}))`,
    label: options.label ?? metricName,
    color: options.color,
    period,
    searchAccount: options.account,
    searchRegion: options.region,
  });
}

/** Spreading would let an option that is given as `undefined` hide its default. */
function definedOnly({ statistic, aggregate }: GroupMetricOptions): Pick<GroupMetricOptions, 'statistic' | 'aggregate'> {
  return { ...(statistic === undefined ? {} : { statistic }), ...(aggregate === undefined ? {} : { aggregate }) };
}
