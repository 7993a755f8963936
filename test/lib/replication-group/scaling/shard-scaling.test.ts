import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import {
  CacheEngine,
  CacheNodeType,
  ClusterMode,
  RedisVersion,
  ReplicationGroup,
  type ReplicationGroupProps,
  ShardScaling,
} from '../../../../lib';
import { WITHOUT_ENCRYPTION } from '../../../support/acknowledged-findings';
import { type ConstructFixture, describeConstruct } from '../../../support/describe-construct';
import { dualStackVpc } from '../../../support/subnets';
import { rawGroup } from '../../gates/support/raw-group';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

function create(test: ConstructFixture, props: Omit<ReplicationGroupProps, 'vpc'> = {}): ReplicationGroup {
  return new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });
}

describeConstruct('ReplicationGroup: auto scaling of shards', (test) => {
  it('changes the number of shards of the group, with the role that AWS made for that', () => {
    const cache = create(test, { shards: 3 });
    const scaling = cache.autoScaleShards({ minShards: 2, maxShards: 10 });

    expect([scaling.minShards, scaling.maxShards]).toEqual([2, 10]);
    test.template().hasResourceProperties(TARGET, {
      ServiceNamespace: 'elasticache',
      ScalableDimension: 'elasticache:replication-group:NodeGroups',
      ResourceId: { 'Fn::Join': ['', ['replication-group/', test.stack.resolve(cache.replicationGroupId)]] },
      MinCapacity: 2,
      MaxCapacity: 10,
      RoleARN: {
        'Fn::Join': [
          '',
          Match.arrayWith([
            ':role/aws-service-role/elasticache.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ElastiCacheRG',
          ]),
        ],
      },
    });
  });

  it.each<[string, (scaling: ShardScaling) => unknown]>([
    ['ElastiCachePrimaryEngineCPUUtilization', (scaling) => scaling.trackPrimaryEngineCpu()],
    ['ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage', (scaling) => scaling.trackMemory()],
    ['ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage', (scaling) => scaling.trackCapacity()],
  ])('follows %s', (metric, track) => {
    track(create(test).autoScaleShards({ maxShards: 10 }));

    test.template().hasResourceProperties(POLICY, {
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: metric },
        TargetValue: 60,
      },
    });
  });

  it('follows several metrics, each as told', () => {
    const scaling = create(test).autoScaleShards({ maxShards: 10 });
    scaling.trackMemory();
    scaling.trackPrimaryEngineCpu({
      targetPercent: 50,
      disableScaleIn: true,
      scaleInCooldown: Duration.minutes(30),
      scaleOutCooldown: Duration.minutes(10),
    });

    const template = test.template();
    template.resourceCountIs(POLICY, 2);
    template.hasResourceProperties(POLICY, {
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        DisableScaleIn: true,
        ScaleInCooldown: 1800,
        ScaleOutCooldown: 600,
      },
    });
  });

  it('changes its limits on schedule', () => {
    const scaling = create(test).autoScaleShards({ maxShards: 10 });
    scaling.scaleOnSchedule('Morning', { schedule: Schedule.cron({ hour: '6', minute: '0' }), minCapacity: 5 });

    test.template().hasResourceProperties(TARGET, {
      ScheduledActions: [{ Schedule: 'cron(0 6 * * ? *)', ScheduledActionName: 'Morning', ScalableTargetAction: { MinCapacity: 5 } }],
    });
  });

  it('leaves the number in the template alone', () => {
    create(test, { shards: 3 }).autoScaleShards({ maxShards: 10 });

    test.template().hasResourceProperties('AWS::ElastiCache::ReplicationGroup', { NumNodeGroups: 3 });
  });

  it('works for a raw group', () => {
    const group = rawGroup(test.stack, dualStackVpc(test.stack), { cacheNodeType: 'cache.r7g.large' });
    new ShardScaling(test.stack, 'Scaling', { replicationGroup: group, maxShards: 4 });

    test.template(WITHOUT_ENCRYPTION).hasResourceProperties(TARGET, {
      ResourceId: { 'Fn::Join': ['', ['replication-group/', { Ref: 'Group' }]] },
    });
  });

  it('takes tokens', () => {
    const number = (id: string): number => new CfnParameter(test.stack, id, { type: 'Number' }).valueAsNumber;
    const scaling = create(test, { shards: number('Shards') }).autoScaleShards({ minShards: number('Min'), maxShards: number('Max') });
    scaling.trackMemory({ targetPercent: number('Target') });

    const template = test.template();
    template.hasResourceProperties(TARGET, { MinCapacity: { Ref: 'Min' }, MaxCapacity: { Ref: 'Max' } });
    template.hasResourceProperties(POLICY, { TargetTrackingScalingPolicyConfiguration: { TargetValue: { Ref: 'Target' } } });
  });
});

describeConstruct('ReplicationGroup: auto scaling of shards fails', (test) => {
  it.each<[string, Omit<ReplicationGroupProps, 'vpc'>]>([
    ['ScalingNeedsClusterMode', { clusterMode: ClusterMode.DISABLED }],
    ['ScalingNodeTypeUnsupported', { nodeType: CacheNodeType.T4G_SMALL }],
    ['ScalingNodeTypeUnsupported', { nodeType: CacheNodeType.R7G_4XLARGE }],
    ['ScalingStartsOutside', { shards: 11 }],
  ])('at the line of the user with %s: %j', (code, props) => {
    expect(() => create(test, props).autoScaleShards({ maxShards: 10 })).toThrow(`[${code}]`);
  });

  it('with everything that is wrong in one error', () => {
    const cache = create(test, { clusterMode: ClusterMode.DISABLED, nodeType: CacheNodeType.T4G_SMALL });

    expect(() => cache.autoScaleShards({ maxShards: 0 })).toThrow(
      /^4 problems in Stack\/Cache\/ShardScaling:\n {2}\[ScalingNeedsClusterMode\] .*\n {2}\[ScalingNodeTypeUnsupported\]/,
    );
  });

  it('for an old engine', () => {
    const group = new CfnReplicationGroup(test.stack, 'Group', {
      replicationGroupDescription: 'old',
      engine: 'redis',
      engineVersion: '5.0.6',
    });

    expect(() => new ShardScaling(test.stack, 'Scaling', { replicationGroup: group, maxShards: 2 })).toThrow('[ScalingEngineTooOld]');
  });

  it.each(['disabled', 'compatible'])('for a raw group in cluster mode %s', (clusterMode) => {
    const group = new CfnReplicationGroup(test.stack, 'Group', { replicationGroupDescription: 'raw', clusterMode });

    expect(() => new ShardScaling(test.stack, 'Scaling', { replicationGroup: group, maxShards: 2 })).toThrow(
      `[ScalingNeedsClusterMode] clusterMode must be enabled for auto scaling of shards, got "${clusterMode}"`,
    );
  });

  it('for a target that ElastiCache does not take', () => {
    const scaling = create(test).autoScaleShards({ maxShards: 10 });

    expect(() => scaling.trackMemory({ targetPercent: 34 })).toThrow(/\[ScalingTargetOutOfRange\] .*35 to 70, got 34/);
    expect(() => scaling.trackMemory({ targetPercent: 71 })).toThrow('[ScalingTargetOutOfRange]');
    expect(() => scaling.trackMemory({ targetPercent: Number.NaN })).toThrow('[ScalingTargetOutOfRange]');
    scaling.trackMemory({ targetPercent: 35 });
    scaling.trackCapacity({ targetPercent: 70 });
  });

  it('for memory with data tiering', () => {
    const group = new CfnReplicationGroup(test.stack, 'Group', {
      replicationGroupDescription: 'tiered',
      cacheNodeType: 'cache.r6gd.xlarge',
      dataTieringEnabled: true,
    });
    const scaling = new ShardScaling(test.stack, 'Scaling', { replicationGroup: group, maxShards: 2 });

    expect(() => scaling.trackMemory()).toThrow(/\[ScalingMetricUnsupported\] .*"cache.r6gd.xlarge".*trackCapacity\(\)/);
    scaling.trackCapacity();
  });

  it('for a schedule that goes too far', () => {
    const scaling = create(test, { shards: 1 }).autoScaleShards({ maxShards: 10 });
    const schedule = Schedule.rate(Duration.days(1));

    expect(() => {
      scaling.scaleOnSchedule('Far', { schedule, maxCapacity: 251 });
    }).toThrow('[ScalingTooManyNodes]');
    expect(() => {
      scaling.scaleOnSchedule('Reversed', { schedule, minCapacity: 11 });
    }).toThrow('[ScalingRangeInvalid]');
    // beginning later than where the group starts is what schedules are for
    scaling.scaleOnSchedule('Later', { schedule, minCapacity: 2 });
  });

  it('the second time', () => {
    const cache = create(test);
    cache.autoScaleShards({ maxShards: 10 });

    expect(() => cache.autoScaleShards({ maxShards: 10 })).toThrow(/\[ScalingAlreadyOn\] autoScaleShards\(\)/);
  });

  it('at synth, when an escape hatch makes the group one that can not be scaled', () => {
    const cache = create(test);
    cache.autoScaleShards({ maxShards: 10 });
    (cache.node.defaultChild as CfnReplicationGroup).addPropertyOverride('CacheNodeType', 'cache.t4g.small');

    expect(() => test.app.synth()).toThrow('[ScalingNodeTypeUnsupported]');
  });

  it('not for Redis OSS', () => {
    const engine = CacheEngine.redis(RedisVersion.V6_2);

    create(test, { engine, port: 7000 }).autoScaleShards({ maxShards: 10 });

    test.template().resourceCountIs(TARGET, 1);
  });
});
