import { Duration } from 'aws-cdk-lib';
import { type Template } from 'aws-cdk-lib/assertions';
import { TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import {
  ClusterMode,
  ReplicationGroup,
  ReplicationGroupDashboard,
  type ReplicationGroupProps,
  ReplicationGroupWidgets,
} from '../../../lib';
import { WITHOUT_REPLICAS } from '../../support/acknowledged-findings';
import { type ConstructFixture, describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';

const DASHBOARD = 'AWS::CloudWatch::Dashboard';

interface Widget {
  readonly type: string;
  readonly properties: { readonly title?: string; readonly markdown?: string; readonly metrics?: readonly (readonly unknown[])[] };
}

function create(test: ConstructFixture, props: Omit<ReplicationGroupProps, 'vpc'> = {}): ReplicationGroup {
  return new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), replicationGroupId: 'app', ...props });
}

/** The widgets of every dashboard; tokens (the region, the id) are words here. */
function widgetsOf(template: Template): readonly (readonly Widget[])[] {
  return Object.values(template.findResources(DASHBOARD)).map((resource) => {
    const body = (resource as { Properties: { DashboardBody: { 'Fn::Join': [string, readonly unknown[]] } } }).Properties.DashboardBody;
    const text = body['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'token')).join('');
    return (JSON.parse(text) as { widgets: Widget[] }).widgets;
  });
}

const titlesOf = (widgets: readonly Widget[]): readonly (string | undefined)[] => widgets.map(({ properties }) => properties.title);

describeConstruct('ReplicationGroup: dashboard', (test) => {
  it('shows every node of a small group', () => {
    create(test).dashboard({ dashboardName: 'cache' });

    const template = test.template();
    template.hasResourceProperties(DASHBOARD, { DashboardName: 'cache' });
    const [widgets = []] = widgetsOf(template);
    expect(widgets[0]?.properties.markdown).toBe('# Replication group token');
    expect(titlesOf(widgets)).toEqual([
      undefined,
      'Engine CPU',
      'Host CPU',
      'Memory used',
      'Freeable memory',
      'Swap',
      'Connections',
      'New connections',
      'Cache hit rate',
      'Evictions',
      'Replication lag',
      'Network in',
      'Network out',
      'Inbound allowance exceeded',
      'Outbound allowance exceeded',
      'Propagation of IP discovery',
    ]);
    expect(widgets[1]?.properties.metrics).toEqual([
      ['AWS/ElastiCache', 'EngineCPUUtilization', 'CacheClusterId', 'token-0001-001', expect.objectContaining({ period: 60 })],
      ['AWS/ElastiCache', 'EngineCPUUtilization', 'CacheClusterId', 'token-0001-002', expect.anything()],
    ]);
  });

  it('shows what the propagation gates publish', () => {
    create(test).dashboard();

    const [widgets = []] = widgetsOf(test.template());
    expect(widgets.at(-1)?.properties.metrics?.map((metric) => metric.slice(0, 4))).toEqual([
      ['ElastiCacheDualStack', 'NodesTotal', 'ReplicationGroupId', 'token'],
      ['ElastiCacheDualStack', 'NodesOnTarget', 'ReplicationGroupId', 'token'],
      ['ElastiCacheDualStack', 'SecondsWaiting', 'ReplicationGroupId', 'token'],
    ]);
  });

  it('searches for the nodes of a large group', () => {
    create(test, { shards: 6 }).dashboard();

    const [widgets = []] = widgetsOf(test.template());
    expect(widgets[1]?.properties.metrics).toEqual([
      [expect.objectContaining({ expression: expect.stringMatching(/^MAX\(SEARCH\(.*CacheClusterId=token'/) as unknown })],
    ]);
  });

  it.each([
    [178, 0, 1],
    [179, 0, 2],
    [250, 1, 3],
    [500, 0, 3],
  ])('keeps within 2,500 metrics a dashboard: %i shards with %i replicas', (shards, replicasPerShard, pages) => {
    create(test, { shards, replicasPerShard, allowNoReplicas: true }).dashboard({ dashboardName: 'cache' });

    const dashboards = widgetsOf(test.template(WITHOUT_REPLICAS));
    expect(dashboards).toHaveLength(pages);
    dashboards.forEach((widgets) => {
      const searches = widgets.filter(({ properties }) => JSON.stringify(properties).includes('SEARCH(')).length;
      expect(searches * shards * (1 + replicasPerShard)).toBeLessThanOrEqual(2500);
      // CloudFormation takes templates of 1 MB
      expect(JSON.stringify(widgets).length).toBeLessThan(20_000);
    });
  });

  it('names and numbers the dashboards of a large group', () => {
    create(test, { shards: 250 }).dashboard({ dashboardName: 'cache' });

    const template = test.template();
    const names = Object.values(template.findResources(DASHBOARD)).map((each) => (each as { Properties: { DashboardName: string } }).Properties.DashboardName);
    expect(names).toEqual(['cache', 'cache-2', 'cache-3']);
    expect(widgetsOf(template)[1]?.[0]?.properties.markdown).toMatch(/ \(2 of 3\)$/);
  });

  it('shows widgets of the user below its own', () => {
    create(test).dashboard({
      additionalWidgets: [new TextWidget({ markdown: 'mine' })],
      defaultInterval: Duration.days(1),
    });

    const template = test.template();
    const [widgets = []] = widgetsOf(template);
    expect(widgets.at(-1)?.properties.markdown).toBe('mine');
    expect(JSON.stringify(template.findResources(DASHBOARD))).toContain('-P1D');
  });

  it('can be made for an imported group, in one piece if its nodes are not known', () => {
    const imported = ReplicationGroup.fromReplicationGroupId(test.stack, 'Imported', 'app');
    const { dashboards } = new ReplicationGroupDashboard(test.stack, 'Dashboard', { replicationGroup: imported });

    expect(dashboards).toHaveLength(1);
    const [widgets = []] = widgetsOf(test.template());
    expect(widgets[0]?.properties.markdown).toBe('# Replication group app');
  });
});

describeConstruct('ReplicationGroupWidgets', (test) => {
  it('are single graphs for a dashboard of your own', () => {
    const cache = create(test, { clusterMode: ClusterMode.DISABLED });
    const graph = ReplicationGroupWidgets.fromMetrics(cache.metrics).graph('Defragmentation', 'ActiveDefragHits');

    expect(test.stack.resolve(graph.toJson())).toMatchObject([
      { type: 'metric', properties: { title: 'Defragmentation', yAxis: { left: { min: 0, showUnits: true } } } },
    ]);
  });
});
