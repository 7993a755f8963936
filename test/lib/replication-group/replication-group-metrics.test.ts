import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Alarm, Dashboard, GraphWidget, type IMetric, MathExpression, Metric, SearchExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import {
  ClusterMode,
  NodeAggregate,
  ReplicationGroup,
  type ReplicationGroupAttributes,
  ReplicationGroupMetrics,
} from '../../../lib';
import { dualStackVpc } from '../../support/subnets';

const SMALL = { clusterMode: ClusterMode.ENABLED, shards: 2, replicasPerShard: 1 };
const LARGE = { clusterMode: ClusterMode.ENABLED, shards: 250, replicasPerShard: 1 };

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function metricsOf(attributes: Partial<ReplicationGroupAttributes> = SMALL): ReplicationGroupMetrics {
  return ReplicationGroup.fromReplicationGroupAttributes(stack, 'Cache', { replicationGroupId: 'app', ...attributes }).metrics;
}

function math(metric: IMetric): MathExpression {
  return instanceOf(MathExpression, metric);
}

function instanceOf<T extends IMetric>(type: new (...args: never[]) => T, metric: IMetric | undefined): T {
  if (metric instanceof type) {
    return metric;
  }
  throw new Error(`expected a ${type.name}`);
}

/** The nodes that an expression reads. */
function membersIn(metric: IMetric): readonly unknown[] {
  return Object.values(math(metric).usingMetrics).map(
    (each): unknown => instanceOf(Metric, each).dimensions?.['CacheClusterId'],
  );
}

describe('ReplicationGroupMetrics: of a group of up to 10 nodes', () => {
  it('is math on the nodes', () => {
    const metric = math(metricsOf().engineCpuUtilization());

    expect(membersIn(metric)).toEqual(['app-0001-001', 'app-0001-002', 'app-0002-001', 'app-0002-002']);
    expect(metric.expression).toMatch(/^MAX\(\[m\w+_1,m\w+_2,m\w+_3,m\w+_4\]\)$/);
    expect(metric.label).toBe('EngineCPUUtilization');
    expect(metric.period).toEqual(Duration.minutes(1));
    expect(Object.values(metric.usingMetrics)[0]).toMatchObject({
      namespace: 'AWS/ElastiCache',
      metricName: 'EngineCPUUtilization',
      statistic: 'Average',
      period: Duration.minutes(1),
    });
  });

  it('is a plain metric for a single node', () => {
    const metric = metricsOf({ clusterMode: ClusterMode.DISABLED, replicasPerShard: 0 }).currConnections();

    expect(instanceOf(Metric, metric).dimensions).toEqual({ CacheClusterId: 'app-001' });
  });

  it('is looked at as told', () => {
    const metric = math(
      metricsOf().metric('BytesUsedForCache', {
        aggregate: NodeAggregate.AVERAGE,
        statistic: Stats.percentile(99.9),
        period: Duration.minutes(5),
        dimensionsMap: { Tier: 'Memory' },
        label: 'Bytes',
        color: '#00ff00',
      }),
    );

    expect(metric).toMatchObject({ label: 'Bytes', color: '#00ff00', period: Duration.minutes(5) });
    expect(metric.expression).toMatch(/^AVG\(\[/);
    expect(Object.values(metric.usingMetrics)[0]).toMatchObject({
      statistic: 'p99.9',
      period: Duration.minutes(5),
      dimensions: { Tier: 'Memory', CacheClusterId: 'app-0001-001' },
    });
  });

  it.each<[string, (metrics: ReplicationGroupMetrics) => IMetric, string, string]>([
    ['EngineCPUUtilization', (metrics) => metrics.engineCpuUtilization(), 'MAX', 'Average'],
    ['CPUUtilization', (metrics) => metrics.cpuUtilization(), 'MAX', 'Average'],
    ['DatabaseMemoryUsagePercentage', (metrics) => metrics.databaseMemoryUsagePercentage(), 'MAX', 'Average'],
    ['DatabaseCapacityUsagePercentage', (metrics) => metrics.databaseCapacityUsagePercentage(), 'MAX', 'Average'],
    ['BytesUsedForCache', (metrics) => metrics.bytesUsedForCache(), 'SUM', 'Average'],
    ['FreeableMemory', (metrics) => metrics.freeableMemory(), 'MIN', 'Minimum'],
    ['SwapUsage', (metrics) => metrics.swapUsage(), 'MAX', 'Maximum'],
    ['CurrItems', (metrics) => metrics.currItems(), 'SUM', 'Average'],
    ['CurrConnections', (metrics) => metrics.currConnections(), 'MAX', 'Average'],
    ['NewConnections', (metrics) => metrics.newConnections(), 'SUM', 'Sum'],
    ['Evictions', (metrics) => metrics.evictions(), 'SUM', 'Sum'],
    ['CacheHits', (metrics) => metrics.cacheHits(), 'SUM', 'Sum'],
    ['CacheMisses', (metrics) => metrics.cacheMisses(), 'SUM', 'Sum'],
    ['CacheHitRate', (metrics) => metrics.cacheHitRate(), 'AVG', 'Average'],
    ['ReplicationLag', (metrics) => metrics.replicationLag(), 'MAX', 'Maximum'],
    ['NetworkBytesIn', (metrics) => metrics.networkBytesIn(), 'SUM', 'Sum'],
    ['NetworkBytesOut', (metrics) => metrics.networkBytesOut(), 'SUM', 'Sum'],
    ['NetworkBandwidthInAllowanceExceeded', (metrics) => metrics.networkBandwidthInAllowanceExceeded(), 'SUM', 'Sum'],
    ['NetworkBandwidthOutAllowanceExceeded', (metrics) => metrics.networkBandwidthOutAllowanceExceeded(), 'SUM', 'Sum'],
    ['TrafficManagementActive', (metrics) => metrics.trafficManagementActive(), 'MAX', 'Maximum'],
    ['AuthenticationFailures', (metrics) => metrics.authenticationFailures(), 'SUM', 'Sum'],
    ['SuccessfulReadRequestLatency', (metrics) => metrics.successfulReadRequestLatency(), 'MAX', 'Average'],
    ['SuccessfulWriteRequestLatency', (metrics) => metrics.successfulWriteRequestLatency(), 'MAX', 'Average'],
    ['ActiveDefragHits', (metrics) => metrics.metric('ActiveDefragHits'), 'MAX', 'Average'],
  ])('has the name of AWS and fits what it means: %s', (metricName, read, aggregate, statistic) => {
    const metric = math(read(metricsOf()));

    expect(metric.expression).toMatch(new RegExp(`^${aggregate}\\(`));
    expect(Object.values(metric.usingMetrics)[0]).toMatchObject({ metricName, statistic });
  });

  it('shares a graph with others, also of another group and of the same metric', () => {
    const metrics = metricsOf();
    const other = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Other', { replicationGroupId: 'other', ...SMALL }).metrics;
    const widget = new GraphWidget({
      left: [
        metrics.evictions(),
        metrics.evictions({ aggregate: NodeAggregate.MAXIMUM }),
        metrics.evictions({ period: Duration.minutes(5) }),
        metrics.evictions({ statistic: 'Maximum' }),
        metrics.cacheHits(),
        other.evictions(),
      ],
    });
    new Dashboard(stack, 'Dashboard', { widgets: [[widget]] });

    expect(() => JSON.stringify(widget.toJson())).not.toThrow();
  });

  it('works in an alarm', () => {
    const metric = metricsOf({ ...SMALL, shards: 5 }).engineCpuUtilization();

    expect(() => new Alarm(stack, 'Alarm', { metric, threshold: 90, evaluationPeriods: 1 })).not.toThrow();
  });
});

describe('ReplicationGroupMetrics: of a larger group, or one whose nodes are not known', () => {
  const search = (metric: IMetric): SearchExpression => instanceOf(SearchExpression, metric);

  it.each([LARGE, { ...SMALL, shards: 6 }, {}, { shards: 2 }])('is a search for the nodes: %j', (attributes) => {
    expect(search(metricsOf(attributes).engineCpuUtilization())).toMatchObject({
      expression: `MAX(SEARCH('{AWS/ElastiCache,CacheClusterId} MetricName="EngineCPUUtilization" CacheClusterId=app', 'Average', 60))`,
      label: 'EngineCPUUtilization',
      period: Duration.minutes(1),
    });
  });

  it('is looked at as told', () => {
    const metric = metricsOf(LARGE).metric('CurrItems', {
      aggregate: NodeAggregate.MAXIMUM,
      statistic: 'Maximum',
      period: Duration.minutes(5),
      dimensionsMap: { Tier: 'SSD' },
      label: 'Items',
      color: '#00ff00',
      region: 'eu-north-1',
      account: '123456789012',
    });

    expect(search(metric)).toMatchObject({
      expression: `MAX(SEARCH('{AWS/ElastiCache,CacheClusterId,Tier} MetricName="CurrItems" CacheClusterId=app Tier="SSD"', 'Maximum', 300))`,
      label: 'Items',
      color: '#00ff00',
      searchRegion: 'eu-north-1',
      searchAccount: '123456789012',
    });
  });

  it('keeps its defaults if an option is given as undefined', () => {
    const metric = metricsOf(LARGE).evictions({ aggregate: undefined, statistic: undefined, period: undefined });

    expect(search(metric).expression).toMatch(/^SUM\(.*'Sum', 60\)\)$/);
  });

  it('stays below the 1024 characters of a search, whatever the id', () => {
    const metric = metricsOf({ ...LARGE, replicationGroupId: 'a'.repeat(40) }).networkBandwidthOutAllowanceExceeded();

    expect(search(metric).expression.length).toBeLessThan(300);
  });

  it('fails in an alarm at synth, because an alarm can not watch a search', () => {
    const metric = metricsOf(LARGE).engineCpuUtilization();

    expect(() => new Alarm(stack, 'Alarm', { metric, threshold: 90, evaluationPeriods: 1 })).toThrow(/not supported in CloudWatch Alarms/);
  });
});

describe('ReplicationGroupMetrics: whose they are', () => {
  it('knows a group that is made here', () => {
    const cache = new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), shards: 3 });

    expect(cache.metrics.memberIds?.map((id) => stack.resolve(id) as unknown)).toHaveLength(6);
    expect(stack.resolve(cache.metrics.memberIds?.[0])).toEqual({ 'Fn::Join': ['', [stack.resolve(cache.replicationGroupId), '-0001-001']] });
  });

  it('searches where the number of shards is known during deployment only', () => {
    const shards = new CfnParameter(stack, 'Shards', { type: 'Number' }).valueAsNumber;
    const cache = new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), shards });

    expect(cache.metrics.memberIds).toBeUndefined();
    expect(cache.metrics.evictions()).toBeInstanceOf(SearchExpression);
  });

  it('reads the shards of an L1', () => {
    const group = new CfnReplicationGroup(stack, 'Group', {
      replicationGroupDescription: 'raw',
      replicationGroupId: 'raw',
      numNodeGroups: 2,
      replicasPerNodeGroup: 0,
    });

    expect(ReplicationGroupMetrics.fromReplicationGroup(group).memberIds?.map((id) => stack.resolve(id) as unknown)).toHaveLength(2);
  });

  it('takes a shape for what a reference does not tell', () => {
    const group = CfnReplicationGroup.fromReplicationGroupId(stack, 'Group', 'raw');

    expect(ReplicationGroupMetrics.fromReplicationGroup(group).memberIds).toBeUndefined();
    expect(ReplicationGroupMetrics.fromReplicationGroup(group, { shards: 2, replicasPerShard: 0 }).memberIds).toEqual([
      'raw-0001-001',
      'raw-0002-001',
    ]);
  });

  it('gives metrics of one node', () => {
    expect(metricsOf().nodeMetric('app-0002-002', 'ReplicationLag')).toMatchObject({
      dimensions: { CacheClusterId: 'app-0002-002' },
      metricName: 'ReplicationLag',
      statistic: 'Maximum',
    });
  });

  it('gives metrics of all groups of the account', () => {
    expect(ReplicationGroupMetrics.metricAll('Evictions')).toMatchObject({
      namespace: 'AWS/ElastiCache',
      metricName: 'Evictions',
      statistic: 'Sum',
      dimensions: undefined,
    });
  });

  it.each<[string, (metrics: ReplicationGroupMetrics) => Metric]>([
    ['NodesTotal', (metrics) => metrics.propagationNodesTotal()],
    ['NodesOnTarget', (metrics) => metrics.propagationNodesOnTarget()],
    ['SecondsWaiting', (metrics) => metrics.propagationSecondsWaiting()],
  ])('gives what the propagation gates publish: %s', (metricName, read) => {
    expect(read(metricsOf())).toMatchObject({
      namespace: 'ElastiCacheDualStack',
      metricName,
      dimensions: { ReplicationGroupId: 'app' },
    });
  });
});
