import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  AddressFamily,
  CacheEndpoint,
  CacheEngine,
  CacheNodeType,
  ClusterMode,
  IpDiscovery,
  type IReplicationGroup,
  NetworkType,
  PropagationGate,
  ReplicaScaling,
  ReplicationGroup,
  type ReplicationGroupAttributes,
  ReplicationGroupDashboard,
  ShardScaling,
  TransitEncryption,
  ValkeyVersion,
} from '../../../lib';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

describe('ReplicationGroup: fromReplicationGroupId', () => {
  it('knows the id and the ARN, and nothing else', () => {
    const cache = ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'sessions');

    expect(cache.replicationGroupId).toBe('sessions');
    expect(cache.replicationGroupRef).toEqual({ replicationGroupId: 'sessions' });
    expect(JSON.stringify(stack.resolve(cache.replicationGroupArn))).toContain(':replicationgroup:sessions');
    const { configurationEndpoint, networkType, ipDiscovery, clusterMode, transitEncryption, port, shards } = cache;
    expect([configurationEndpoint, networkType, ipDiscovery, clusterMode, transitEncryption, port, shards]).toEqual(
      Array(7).fill(undefined),
    );
  });

  it('makes nothing', () => {
    ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'sessions');

    expect(Template.fromStack(stack).toJSON()).not.toHaveProperty('Resources');
  });

  it('has connections without security groups', () => {
    const cache = ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'sessions');

    expect(cache.connections.securityGroups).toEqual([]);
    expect(cache.connections.defaultPort?.toString()).toBe('6379');
  });
});

describe('ReplicationGroup: fromReplicationGroupArn', () => {
  it('knows the id, the account and the region', () => {
    const arn = 'arn:aws-cn:elasticache:cn-north-1:123456789012:replicationgroup:sessions';
    const cache = ReplicationGroup.fromReplicationGroupArn(stack, 'Cache', arn);

    expect(cache).toMatchObject({ replicationGroupId: 'sessions', replicationGroupArn: arn });
    expect(cache.env).toMatchObject({ account: '123456789012', region: 'cn-north-1' });
  });

  it('takes the id out of an ARN that is a token', () => {
    const arn = new CfnParameter(stack, 'Arn').valueAsString;
    const cache = ReplicationGroup.fromReplicationGroupArn(stack, 'Cache', arn);

    expect(stack.resolve(cache.replicationGroupId)).toEqual({ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Arn' }] }] });
    expect(stack.resolve(cache.replicationGroupArn)).toEqual({ Ref: 'Arn' });
  });
});

describe('ReplicationGroup: fromReplicationGroupAttributes', () => {
  it('knows what it was told', () => {
    const attributes: ReplicationGroupAttributes = {
      replicationGroupId: 'sessions',
      replicationGroupArn: 'arn:test:elasticache:eu-north-1:123456789012:replicationgroup:sessions',
      configurationEndpoint: new CacheEndpoint('config', 7000),
      primaryEndpoint: new CacheEndpoint('primary', 7000),
      readerEndpoint: new CacheEndpoint('reader', 7000),
      port: 7000,
      networkType: NetworkType.DUAL_STACK,
      ipDiscovery: IpDiscovery.IPV6,
      clusterMode: ClusterMode.ENABLED,
      transitEncryption: TransitEncryption.PREFERRED,
      shards: 3,
      replicasPerShard: 2,
      nodeGroups: [{ replicaCount: 2 }, { replicaCount: 1 }],
      startedWithoutClusterMode: true,
      engine: CacheEngine.valkey(ValkeyVersion.V8_1),
      nodeType: CacheNodeType.R7G_LARGE,
      userGroup: new CfnUserGroup(stack, 'Users', { engine: 'valkey', userGroupId: 'users', userIds: [] }),
      authTokenSecret: Secret.fromSecretNameV2(stack, 'Token', 'cache-token'),
    };

    const cache = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Cache', attributes);

    expect(cache).toMatchObject(attributes);
    expect(cache.env).toMatchObject({ account: '123456789012', region: 'eu-north-1' });
  });

  it('lets clients in through the given security groups', () => {
    const vpc = dualStackVpc(stack);
    const nodes = new SecurityGroup(stack, 'Nodes', { vpc });
    const client = new SecurityGroup(stack, 'Client', { vpc });
    const cache = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Cache', {
      replicationGroupId: 'sessions',
      securityGroups: [nodes],
      port: 7000,
    });

    cache.connections.allowDefaultPortFrom(client);

    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: stack.resolve(nodes.securityGroupId) as unknown,
      SourceSecurityGroupId: stack.resolve(client.securityGroupId) as unknown,
      FromPort: 7000,
    });
  });
});

describeConstruct('ReplicationGroup: an imported group', (test) => {
  const importGroup = (attributes: Partial<ReplicationGroupAttributes> = {}): IReplicationGroup =>
    ReplicationGroup.fromReplicationGroupAttributes(test.stack, 'Cache', {
      replicationGroupId: 'sessions',
      clusterMode: ClusterMode.ENABLED,
      shards: 2,
      replicasPerShard: 1,
      ...attributes,
    });

  it('gives rights', () => {
    const role = new Role(test.stack, 'Role', { assumedBy: new AccountPrincipal('123456789012') });
    const { grants } = importGroup();
    grants.describe(role);
    const { userId } = grants.connect(role, { existingUserId: 'reader' });

    expect(userId).toBe('reader');
    const statements = JSON.stringify(test.template().findResources('AWS::IAM::Policy'));
    expect(statements).toContain('elasticache:DescribeReplicationGroups');
    expect(statements).toMatch(/elasticache:Connect.*:replicationgroup:sessions.*:user:reader/);
  });

  it('fails to make users in a user group that is not of this app', () => {
    const role = new Role(test.stack, 'Role', { assumedBy: new AccountPrincipal('123456789012') });

    expect(() => importGroup().grants.connect(role)).toThrow('[ConnectNeedsIam]');
  });

  it('has metrics of its nodes', () => {
    expect(importGroup().metrics.memberIds).toEqual(['sessions-0001-001', 'sessions-0001-002', 'sessions-0002-001', 'sessions-0002-002']);
  });

  it('has metrics of nodes with ids of their own', () => {
    const memberIds = ['sessions-a', 'sessions-b'];

    expect(importGroup({ memberIds }).metrics.memberIds).toEqual(memberIds);
  });

  it('has alarms, which are made in the import', () => {
    importGroup({ nodeType: CacheNodeType.R6GD_XLARGE }).alarms.recommended();

    const template = test.template();
    // with data tiering, memory is meant to be full
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: Match.arrayWith([
        Match.objectLike({
          MetricStat: Match.objectLike({
            Metric: Match.objectLike({
              MetricName: 'DatabaseCapacityUsagePercentage',
              Dimensions: [{ Name: 'CacheClusterId', Value: 'sessions-0001-001' }],
            }),
          }),
        }),
      ]),
    });
  });

  it('has a dashboard', () => {
    new ReplicationGroupDashboard(test.stack, 'Dashboard', { replicationGroup: importGroup() });

    expect(JSON.stringify(test.template().findResources('AWS::CloudWatch::Dashboard'))).toContain('sessions-0002-002');
  });

  it('scales', () => {
    const replicationGroup = importGroup({ engine: CacheEngine.valkey(ValkeyVersion.V8_1), nodeType: CacheNodeType.R7G_LARGE });
    new ShardScaling(test.stack, 'Shards', { replicationGroup, maxShards: 4 }).trackPrimaryEngineCpu();

    test.template().hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { ResourceId: 'replication-group/sessions' });
  });

  it('fails to scale nodes that ElastiCache does not scale', () => {
    const replicationGroup = importGroup({ nodeType: CacheNodeType.T4G_SMALL });

    expect(() => new ReplicaScaling(test.stack, 'Replicas', { replicationGroup, maxReplicasPerShard: 3 })).toThrow(
      '[ScalingNodeTypeUnsupported]',
    );
  });

  it('has gates', () => {
    const vpc = dualStackVpc(test.stack);
    const nodes = new SecurityGroup(test.stack, 'Nodes', { vpc, allowAllOutbound: false });
    const replicationGroup = importGroup({
      securityGroups: [nodes],
      networkType: NetworkType.DUAL_STACK,
      ipDiscovery: IpDiscovery.IPV6,
      transitEncryption: TransitEncryption.DISABLED,
    });
    new PropagationGate(test.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });

    test.template().hasResourceProperties('Custom::ElastiCachePropagationGate', { ReplicationGroupId: 'sessions' });
  });
});
