import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { type Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  CacheEngine,
  ClusterMode,
  type NodeGroup,
  RedisVersion,
  ReplicationGroup,
  ReplicationGroupMetrics,
  type ReplicationGroupProps,
} from '../../../lib';
import { WITHOUT_REPLICAS } from '../../support/acknowledged-findings';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';
import { onlyResource } from '../gates/support/resources';

const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';

/** A bigger shard with zones of its own, and a smaller one. */
const UNEQUAL: NodeGroup[] = [
  { nodeGroupId: '7', slots: '0-12287', replicaCount: 2 },
  { slots: '12288-16383', replicaCount: 1 },
];

describeConstruct('ReplicationGroup: cluster mode', (test) => {
  const made = (props: Partial<ReplicationGroupProps>): ReplicationGroup =>
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });

  it.each([
    [ClusterMode.ENABLED, 'enabled'],
    [ClusterMode.DISABLED, 'disabled'],
    [ClusterMode.COMPATIBLE, 'compatible'],
  ])('is written down: %s', (clusterMode, expected) => {
    made({ clusterMode });

    test.template().hasResourceProperties(REPLICATION_GROUP, { ClusterMode: expected, AutomaticFailoverEnabled: true });
  });

  it.each([ClusterMode.ENABLED, ClusterMode.DISABLED])('is not written down for engines that can not change it: %s', (clusterMode) => {
    made({ clusterMode, engine: CacheEngine.redis(RedisVersion.V6_2), port: 7000 });

    test.template().hasResourceProperties(REPLICATION_GROUP, { ClusterMode: Match.absent() });
  });

  it('has all endpoints while it is compatible', () => {
    const cache = made({ clusterMode: ClusterMode.COMPATIBLE });

    const attribute = (name: string): object => ({ 'Fn::GetAtt': [expect.anything(), name] });
    expect(test.stack.resolve(cache.configurationEndpoint?.hostname)).toMatchObject(attribute('ConfigurationEndPoint.Address'));
    expect(test.stack.resolve(cache.primaryEndpoint?.hostname)).toMatchObject(attribute('PrimaryEndPoint.Address'));
    expect(test.stack.resolve(cache.readerEndpoint?.hostname)).toMatchObject(attribute('ReaderEndPoint.Address'));
    test.template();
  });
});

/** The group and its parameter group, as one deployment writes them. */
function deployment(props: Partial<ReplicationGroupProps>): { readonly properties: object; readonly parameters: string } {
  const stack = new Stack(new App(), 'Stack');
  new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), replicasPerShard: 2, ...props });
  const template = Template.fromStack(stack);
  return { properties: onlyResource(template, REPLICATION_GROUP).Properties, parameters: onlyResource(template, PARAMETER_GROUP).id };
}

describe('ReplicationGroup: from no cluster mode to cluster mode', () => {
  const withMode = { clusterMode: ClusterMode.ENABLED, startedWithoutClusterMode: true };
  const disabled = deployment({ clusterMode: ClusterMode.DISABLED });
  const compatible = deployment({ clusterMode: ClusterMode.COMPATIBLE });
  const enabled = deployment(withMode);

  it.each([
    ['disabled', disabled],
    ['compatible', compatible],
    ['enabled', enabled],
  ])('goes through three deployments: %s', (name, { properties }) => {
    expect(properties).toMatchObject({ ClusterMode: name, NumCacheClusters: 3 });
  });

  it.each([
    [disabled, compatible, ['CacheParameterGroupName', 'ClusterMode']],
    [compatible, enabled, ['ClusterMode']],
  ])('changes nothing else, because ElastiCache takes nothing else (%#)', (before, after, expected) => {
    const [old, wanted] = [before, after].map(({ properties }) => Object.entries(properties).map((entry) => JSON.stringify(entry)));
    const changed = [...(old ?? []).filter((entry) => wanted?.includes(entry) !== true), ...(wanted ?? []).filter((entry) => old?.includes(entry) !== true)];
    const names = changed.map((entry) => (JSON.parse(entry) as [string])[0]);

    expect([...new Set(names)].sort()).toEqual(expected);
  });

  it('takes another parameter group in the first step, because cluster-enabled does not change in one that is in use', () => {
    expect(disabled.parameters).not.toBe(compatible.parameters);
    expect(compatible.parameters).toBe(enabled.parameters);
  });

  it('writes the size in shards as soon as there are more', () => {
    expect(deployment({ ...withMode, shards: 2 }).properties).toMatchObject({ NumNodeGroups: 2, ReplicasPerNodeGroup: 2 });
  });

  it('knows the nodes by the ids that they keep', () => {
    const stack = new Stack(new App(), 'Stack');
    const cache = new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), ...withMode });

    expect(cache.metrics.memberIds).toEqual([`${cache.replicationGroupId}-001`, `${cache.replicationGroupId}-002`]);
    expect(ReplicationGroupMetrics.fromReplicationGroup(cache).memberIds).toEqual(cache.metrics.memberIds);
  });
});

describeConstruct('ReplicationGroup: shards one by one', (test) => {
  const made = (props: Partial<ReplicationGroupProps> = { nodeGroups: UNEQUAL }): ReplicationGroup =>
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });

  it('are written as they are, never beside ReplicasPerNodeGroup', () => {
    made();

    test.template().hasResource(REPLICATION_GROUP, {
      Properties: {
        NumNodeGroups: 2,
        NodeGroupConfiguration: [
          { NodeGroupId: '0007', Slots: '0-12287', ReplicaCount: 2 },
          { Slots: '12288-16383', ReplicaCount: 1 },
        ],
        ReplicasPerNodeGroup: Match.absent(),
        NumCacheClusters: Match.absent(),
        AutomaticFailoverEnabled: true,
        MultiAZEnabled: true,
      },
      UpdatePolicy: { UseOnlineResharding: true },
    });
  });

  it('have the replicas of the group if they say nothing of their own', () => {
    made({ nodeGroups: [{}, { replicaCount: 3 }], replicasPerShard: 2 });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      NodeGroupConfiguration: [{ ReplicaCount: 2 }, { ReplicaCount: 3 }],
      ReplicasPerNodeGroup: Match.absent(),
    });
  });

  it('are known to consumers, metrics and alarms', () => {
    const cache = made();

    const id = cache.replicationGroupId;
    expect(cache).toMatchObject({ shards: 2, replicasPerShard: undefined, nodeGroups: [{ nodeGroupId: '0007', replicaCount: 2 }, {}] });
    const members = [`${id}-0007-001`, `${id}-0007-002`, `${id}-0007-003`, `${id}-0002-001`, `${id}-0002-002`];
    expect(cache.metrics.memberIds).toEqual(members);
    expect(ReplicationGroupMetrics.fromReplicationGroup(cache).memberIds).toEqual(members);
    cache.alarms.recommended();
    test.template().hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: Match.arrayWith([
        Match.objectLike({
          MetricStat: Match.objectLike({
            Metric: Match.objectLike({ Dimensions: [{ Name: 'CacheClusterId', Value: test.stack.resolve(members[3]) as unknown }] }),
          }),
        }),
      ]),
    });
  });

  it('have a common number of replicas if it is the same', () => {
    expect(made({ nodeGroups: [{ replicaCount: 2 }, { replicaCount: 2 }] })).toMatchObject({ shards: 2, replicasPerShard: 2 });
    test.template();
  });

  it('are counted as many as there may be with auto scaling', () => {
    const cache = made();
    cache.autoScaleShards({ maxShards: 3 });
    cache.autoScaleReplicas({ maxReplicasPerShard: 3 });

    const id = cache.replicationGroupId;
    expect(cache.metrics.memberIds?.filter((member) => member.endsWith('-004'))).toEqual([
      `${id}-0007-004`,
      `${id}-0002-004`,
      `${id}-0003-004`,
    ]);
    test.template();
  });

  it('are one without cluster mode', () => {
    const zones = availabilityZones();
    made({ clusterMode: ClusterMode.DISABLED, nodeGroups: [{ primaryAvailabilityZone: zones[0], replicaAvailabilityZones: [zones[1]] }] });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      NumNodeGroups: 1,
      NodeGroupConfiguration: [Match.objectLike({ ReplicaCount: 1, ReplicaAvailabilityZones: [Match.anyValue()] })],
    });
  });

  it('may be tokens inside', () => {
    const parameter = new CfnParameter(test.stack, 'Replicas', { type: 'Number' });
    const cache = made({ nodeGroups: [{ nodeGroupId: Fn.importValue('id'), replicaCount: parameter.valueAsNumber }, {}] });

    expect(cache.metrics.memberIds).toBeUndefined();
    test.template().hasResourceProperties(REPLICATION_GROUP, {
      NodeGroupConfiguration: [{ NodeGroupId: { 'Fn::ImportValue': 'id' }, ReplicaCount: { Ref: 'Replicas' } }, { ReplicaCount: 1 }],
      MultiAZEnabled: true,
    });
  });

  const availabilityZones = (): [string, string] => {
    const [first = '', second = ''] = test.stack.availabilityZones;
    return [first, second];
  };
});

describeConstruct('ReplicationGroup: zones and failover', (test) => {
  it('names a zone for each node without cluster mode', () => {
    const vpc: Vpc = dualStackVpc(test.stack);
    new ReplicationGroup(test.stack, 'Cache', {
      vpc,
      clusterMode: ClusterMode.DISABLED,
      preferredAvailabilityZones: [...vpc.availabilityZones].reverse(),
    });

    const zones = vpc.availabilityZones.map((zone) => test.stack.resolve(zone) as unknown).reverse();
    test.template().hasResourceProperties(REPLICATION_GROUP, { PreferredCacheClusterAZs: zones, NumCacheClusters: 2 });
  });

  it.each<[Partial<ReplicationGroupProps>, boolean, boolean]>([
    [{ multiAz: false }, true, false],
    [{ clusterMode: ClusterMode.DISABLED, automaticFailover: false }, false, false],
    [{ clusterMode: ClusterMode.DISABLED, multiAz: false }, true, false],
  ])('can do without: %j', (props, failover, multiAz) => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });

    test.template(WITHOUT_REPLICAS).hasResourceProperties(REPLICATION_GROUP, {
      AutomaticFailoverEnabled: failover,
      MultiAZEnabled: multiAz,
    });
  });

  it('is not spread over zones if one of the shards has no replica', () => {
    new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      nodeGroups: [{ replicaCount: 1 }, { replicaCount: 0 }],
      allowNoReplicas: true,
    });

    test.template(WITHOUT_REPLICAS).hasResourceProperties(REPLICATION_GROUP, { AutomaticFailoverEnabled: true, MultiAZEnabled: false });
  });
});
