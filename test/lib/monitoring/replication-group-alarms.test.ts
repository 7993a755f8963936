import { CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  CacheNodeType,
  ClusterMode,
  RecommendedAlarm,
  ReplicationGroup,
  ReplicationGroupAlarm,
  ReplicationGroupAlarms,
  type ReplicationGroupProps,
} from '../../../lib';
import { alarmCount } from '../../../lib/monitoring/private/alarm-count';
import { ALARM_GUIDANCE, CAPACITY_GUIDANCE } from '../../../lib/monitoring/private/alarm-guidance';
import { type ConstructFixture, describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';

const ALARM = 'AWS::CloudWatch::Alarm';
const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';

function create(test: ConstructFixture, props: Omit<ReplicationGroupProps, 'vpc'> = {}): ReplicationGroup {
  return new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });
}

const watched = (alarm: ReplicationGroupAlarm): number => alarm.nodeAlarms.length;
const idsOf = (alarms: readonly ReplicationGroupAlarm[]): readonly string[] => alarms.map(({ node }) => node.id);

describeConstruct('ReplicationGroup: alarms', (test) => {
  it('watch all nodes of a small group at once', () => {
    create(test, { shards: 2 }).alarms.engineCpu();

    const template = test.template();
    template.resourceCountIs(ALARM, 1);
    template.resourceCountIs(COMPOSITE, 0);
    template.hasResourceProperties(ALARM, {
      Threshold: 90,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 5,
      DatapointsToAlarm: 5,
      TreatMissingData: 'missing',
      AlarmDescription: Match.stringLikeRegexp('90 %'),
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: Match.stringLikeRegexp('^MAX\\(\\['), ReturnData: true }),
        Match.objectLike({
          MetricStat: {
            Metric: {
              Namespace: 'AWS/ElastiCache',
              MetricName: 'EngineCPUUtilization',
              Dimensions: [{ Name: 'CacheClusterId', Value: { 'Fn::Join': ['', [Match.anyValue(), '-0002-002']] } }],
            },
            Period: 60,
            Stat: 'Average',
          },
          ReturnData: false,
        }),
      ]),
    });
  });

  it('are one alarm for every 10 nodes and one for them all, which alone acts', () => {
    const topic = Topic.fromTopicArn(test.stack, 'Topic', 'arn:test:sns:eu-north-1:123456789012:alarms');
    const alarm = create(test, { shards: 13 }).alarms.memory({ actions: [new SnsAction(topic)], okActions: [new SnsAction(topic)] });

    expect(watched(alarm)).toBe(3);
    const template = test.template();
    template.resourceCountIs(ALARM, 3);
    template.hasResourceProperties(COMPOSITE, {
      AlarmActions: [topic.topicArn],
      OKActions: [topic.topicArn],
      AlarmRule: { 'Fn::Join': ['', Match.arrayWith(['(ALARM("'])] },
    });
    Object.values(template.findResources(ALARM)).forEach((resource) => {
      const { Properties } = resource as { Properties: { Metrics: readonly unknown[]; AlarmActions?: unknown } };
      // 10 metrics and the formula
      expect(Properties.Metrics.length).toBeLessThanOrEqual(11);
      expect(Properties.AlarmActions).toBeUndefined();
    });
  });

  it('stand in tiers above the nodes of the largest group, because the rule of one could become too long', () => {
    const alarm = create(test, { shards: 250 }).alarms.engineCpu();

    expect(watched(alarm)).toBe(50);
    const template = test.template();
    template.resourceCountIs(COMPOSITE, 3);
    expect(50 + 3).toBe(alarmCount(500));
    Object.values(template.findResources(COMPOSITE)).forEach((resource) => {
      const { AlarmRule } = (resource as { Properties: { AlarmRule: object } }).Properties;
      expect(JSON.stringify(AlarmRule).split('Fn::GetAtt').length - 1).toBeLessThanOrEqual(30);
    });
  });

  it.each([
    [1, 1],
    [10, 1],
    [11, 3],
    [300, 31],
    [301, 34],
    [500, 53],
  ])('of %i nodes are %i', (nodes, count) => {
    expect(alarmCount(nodes)).toBe(count);
  });

  it('watch the lowest node where less is worse', () => {
    create(test).alarms.freeableMemory();

    test.template().hasResourceProperties(ALARM, {
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 104_857_600,
      Metrics: Match.arrayWith([Match.objectLike({ Expression: Match.stringLikeRegexp('^MIN\\(') })]),
    });
  });

  it('take other thresholds, periods and actions', () => {
    const topic = Topic.fromTopicArn(test.stack, 'Topic', 'arn:test:sns:eu-north-1:123456789012:alarms');
    const alarm = create(test).alarms.connections({
      threshold: 1000,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      treatMissingData: TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));

    test.template().hasResourceProperties(ALARM, {
      Threshold: 1000,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      TreatMissingData: 'breaching',
      AlarmActions: [topic.topicArn],
      OKActions: [topic.topicArn],
    });
  });

  it('can be on any metric', () => {
    new ReplicationGroupAlarm(test.stack, 'HitRate', {
      replicationGroup: create(test, { clusterMode: ClusterMode.DISABLED, replicasPerShard: 1 }),
      metricName: 'CacheHitRate',
      threshold: 0.8,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      statistic: 'Minimum',
      description: 'Too few hits',
    });

    test.template().hasResourceProperties(ALARM, {
      Threshold: 0.8,
      EvaluationPeriods: 5,
      AlarmDescription: 'Too few hits',
      Metrics: Match.arrayWith([Match.objectLike({ MetricStat: Match.objectLike({ Stat: 'Minimum' }) })]),
    });
  });

  it('on evictions have the number that the user thinks too high', () => {
    create(test).alarms.evictions(1000, { evaluationPeriods: 2 });

    test.template().hasResourceProperties(ALARM, { Threshold: 1000, EvaluationPeriods: 2, DatapointsToAlarm: 2 });
  });

  it.each<[RecommendedAlarm, (alarms: ReplicationGroupAlarms) => ReplicationGroupAlarm]>([
    [RecommendedAlarm.ENGINE_CPU, (alarms) => alarms.engineCpu()],
    [RecommendedAlarm.HOST_CPU, (alarms) => alarms.hostCpu()],
    [RecommendedAlarm.MEMORY, (alarms) => alarms.memory()],
    [RecommendedAlarm.FREEABLE_MEMORY, (alarms) => alarms.freeableMemory()],
    [RecommendedAlarm.CONNECTIONS, (alarms) => alarms.connections()],
    [RecommendedAlarm.REPLICATION_LAG, (alarms) => alarms.replicationLag()],
    [RecommendedAlarm.NETWORK_IN, (alarms) => alarms.networkIn()],
    [RecommendedAlarm.NETWORK_OUT, (alarms) => alarms.networkOut()],
    [RecommendedAlarm.TRAFFIC_MANAGEMENT, (alarms) => alarms.trafficManagement()],
    [RecommendedAlarm.AUTHENTICATION_FAILURES, (alarms) => alarms.authenticationFailures()],
  ])('follow the guidance of AWS: %s', (alarm, make) => {
    const { metricName, statistic, threshold, evaluationPeriods, description } = ALARM_GUIDANCE[alarm];
    make(create(test).alarms);

    test.template().hasResourceProperties(ALARM, {
      Threshold: threshold,
      EvaluationPeriods: evaluationPeriods,
      AlarmDescription: description,
      Metrics: Match.arrayWith([
        Match.objectLike({ MetricStat: Match.objectLike({ Stat: statistic, Metric: Match.objectLike({ MetricName: metricName }) }) }),
      ]),
    });
  });
});

describeConstruct('ReplicationGroup: recommended alarms', (test) => {
  const COMMON = [
    'EngineCpuAlarm',
    'MemoryAlarm',
    'FreeableMemoryAlarm',
    'ConnectionsAlarm',
    'ReplicationLagAlarm',
    'NetworkInAlarm',
    'NetworkOutAlarm',
    'TrafficManagementAlarm',
    'AuthenticationFailuresAlarm',
  ];

  it.each<[string, Omit<ReplicationGroupProps, 'vpc'>, readonly string[]]>([
    ['a large host', { nodeType: CacheNodeType.of('cache.r7g.xlarge') }, COMMON],
    ['a small host', { nodeType: CacheNodeType.of('cache.r7g.large') }, ['EngineCpuAlarm', 'HostCpuAlarm', ...COMMON.slice(1)]],
    ['a host that is not known', { nodeType: CacheNodeType.of('cache.x99.metal') }, COMMON],
    [
      'a group without replicas',
      { nodeType: CacheNodeType.of('cache.r7g.xlarge'), clusterMode: ClusterMode.DISABLED, replicasPerShard: 0 },
      COMMON.filter((id) => id !== 'ReplicationLagAlarm'),
    ],
  ])('fit %s', (_, props, expected) => {
    expect(idsOf(create(test, props).alarms.recommended())).toEqual(expected);
  });

  it('act as told, and leave out what is not wanted', () => {
    const topic = Topic.fromTopicArn(test.stack, 'Topic', 'arn:test:sns:eu-north-1:123456789012:alarms');
    const alarms = create(test).alarms.recommended({
      actions: [new SnsAction(topic)],
      okActions: [new SnsAction(topic)],
      without: [RecommendedAlarm.HOST_CPU, RecommendedAlarm.MEMORY],
    });

    expect(idsOf(alarms)).toEqual(COMMON.filter((id) => id !== 'MemoryAlarm'));
    test.template().allResourcesProperties(ALARM, { AlarmActions: [topic.topicArn], OKActions: [topic.topicArn] });
  });

  it('watch memory and SSD together with data tiering', () => {
    ReplicationGroupAlarms.fromReplicationGroup(test.stack, create(test), { nodeType: CacheNodeType.of('cache.r6gd.xlarge') }).memory();

    test.template().hasResourceProperties(ALARM, { AlarmDescription: CAPACITY_GUIDANCE.description });
  });

  it('do not trip over a node type that is a token', () => {
    const nodeType = CacheNodeType.of(new CfnParameter(test.stack, 'NodeType', { default: 'cache.r7g.large' }).valueAsString);

    expect(idsOf(create(test, { nodeType }).alarms.recommended())).toEqual(COMMON);
  });

  it('watch as many nodes as auto scaling may make', () => {
    const cache = create(test, { nodeType: CacheNodeType.of('cache.r7g.xlarge') });
    cache.autoScaleShards({ maxShards: 10 });

    expect(watched(cache.alarms.engineCpu())).toBe(2);
  });

  it('of another group can be in another stack', () => {
    const cache = create(test, { shards: 20 });
    const other = new Stack(test.app, 'Alarms');
    const alarms = ReplicationGroupAlarms.fromReplicationGroup(other, cache).recommended();

    expect(alarms.map(watched)).toEqual(Array(COMMON.length).fill(4));
    test.template().resourceCountIs(ALARM, 0);
  });

  it('fails if there are too many for a stack, and says what to do', () => {
    const cache = create(test, { nodeType: CacheNodeType.of('cache.r7g.xlarge'), shards: 250 });
    const { ENGINE_CPU, MEMORY } = RecommendedAlarm;

    expect(() => cache.alarms.recommended()).toThrow(/\[TooManyAlarms\] 500 nodes need 477 alarms for 9 .* at most 450: .*without/);
    expect(cache.alarms.recommended({ without: [ENGINE_CPU, MEMORY] })).toHaveLength(7);
  });

  it('fails if the nodes are not known, and says what to give', () => {
    const cache = ReplicationGroup.fromReplicationGroupId(test.stack, 'Imported', 'app');
    const alarms = ReplicationGroupAlarms.fromReplicationGroup(test.stack, cache);

    expect(() => alarms.recommended()).toThrow(/\[AlarmNeedsMembers\] .*EngineCPUUtilization .*Stack\/Imported.*clusterMode, shards/);
  });

  it('of an imported group take its shape', () => {
    const cache = ReplicationGroup.fromReplicationGroupId(test.stack, 'Imported', 'app');
    ReplicationGroupAlarms.fromReplicationGroup(test.stack, cache, {
      clusterMode: ClusterMode.DISABLED,
      replicasPerShard: 0,
    }).engineCpu();

    test.template().hasResourceProperties(ALARM, {
      MetricName: 'EngineCPUUtilization',
      Dimensions: [{ Name: 'CacheClusterId', Value: 'app-001' }],
      Statistic: 'Average',
      Period: 60,
    });
  });
});

describe('the guidance for alarms', () => {
  it('says for every alarm in words what is wrong, and what to do', () => {
    [...Object.values(ALARM_GUIDANCE), CAPACITY_GUIDANCE].forEach(({ description }) => {
      expect(description).toMatch(/^[A-Z].*[^.]$/);
      expect(Token.isUnresolved(description)).toBe(false);
      expect(description.length).toBeLessThan(1024);
    });
  });
});
