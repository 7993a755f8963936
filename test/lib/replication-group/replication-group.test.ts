import { RemovalPolicy } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Peer, Port, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  CacheEngine,
  CacheNodeType,
  ClusterMode,
  IpDiscovery,
  NetworkType,
  RedisVersion,
  ReplicationGroup,
  TransitEncryption,
  ValkeyVersion,
} from '../../../lib';
import { WITHOUT_ENCRYPTION, WITHOUT_REPLICAS } from '../../support/acknowledged-findings';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc, ipv4Vpc, ipv6OnlySubnets } from '../../support/subnets';

const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';
const SUBNET_GROUP = 'AWS::ElastiCache::SubnetGroup';

describeConstruct('ReplicationGroup: defaults', (test) => {
  it('is a dual-stack Valkey cluster with one shard and one replica, announcing IPv4', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      Engine: 'valkey',
      EngineVersion: '8.1',
      CacheNodeType: 'cache.r7g.large',
      NetworkType: 'dual_stack',
      IpDiscovery: 'ipv4',
      NumNodeGroups: 1,
      ReplicasPerNodeGroup: 1,
      NumCacheClusters: Match.absent(),
      Port: 6379,
      ReplicationGroupId: Match.absent(),
      ReplicationGroupDescription: 'Stack/Cache',
    });
  });

  it('is encrypted, spread over zones, fails over, takes snapshots and minor versions', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      AtRestEncryptionEnabled: true,
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      AutoMinorVersionUpgrade: true,
      SnapshotRetentionLimit: 7,
    });
  });

  it('keeps a snapshot when it is removed or replaced, and resizes in place', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    test.template().hasResource(REPLICATION_GROUP, {
      DeletionPolicy: 'Snapshot',
      UpdateReplacePolicy: 'Snapshot',
      UpdatePolicy: { UseOnlineResharding: true },
    });
  });

  it('has a parameter group of its own with cluster mode', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    test.template().hasResourceProperties(PARAMETER_GROUP, {
      CacheParameterGroupFamily: 'valkey8',
      Properties: { 'cluster-enabled': 'yes' },
    });
  });

  it('has a security group of its own that lets nobody in and nothing out', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    const template = test.template();
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.absent(),
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
    const [own] = cache.connections.securityGroups;
    template.hasResourceProperties(REPLICATION_GROUP, { SecurityGroupIds: [test.stack.resolve(own?.securityGroupId)] });
  });
});

describeConstruct('ReplicationGroup: engine and nodes', (test) => {
  it.each([
    [CacheEngine.valkey(ValkeyVersion.V7_2), 'valkey', '7.2', 'valkey7'],
    [CacheEngine.redis(RedisVersion.V7_1), 'redis', '7.1', 'redis7'],
    [CacheEngine.redis(RedisVersion.V6_2), 'redis', '6.2', 'redis6.x'],
    [CacheEngine.of('valkey', '10.1', 'valkey10-special'), 'valkey', '10.1', 'valkey10-special'],
  ])('makes engine and parameter group family agree (%#)', (engine, name, version, family) => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), engine, port: 7000 });

    const template = test.template();
    template.hasResourceProperties(REPLICATION_GROUP, { Engine: name, EngineVersion: version });
    template.hasResourceProperties(PARAMETER_GROUP, { CacheParameterGroupFamily: family });
  });

  it('does not speak of a transit encryption mode to engines that do not know it', () => {
    new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      engine: CacheEngine.redis(RedisVersion.V6_2),
      port: 7000,
    });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: Match.absent(),
    });
  });

  it('makes nodes with SSDs use them, because ElastiCache insists', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), nodeType: CacheNodeType.R6GD_XLARGE });

    test.template().hasResourceProperties(REPLICATION_GROUP, { CacheNodeType: 'cache.r6gd.xlarge', DataTieringEnabled: true });
  });

  it('uses the node type', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), nodeType: CacheNodeType.T4G_SMALL });

    test.template().hasResourceProperties(REPLICATION_GROUP, { CacheNodeType: 'cache.t4g.small' });
  });
});

describeConstruct('ReplicationGroup: size', (test) => {
  it('has as many shards and replicas as asked for', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), shards: 3, replicasPerShard: 2 });

    test.template().hasResourceProperties(REPLICATION_GROUP, { NumNodeGroups: 3, ReplicasPerNodeGroup: 2 });
  });

  it('counts nodes without cluster mode, so that replicas change in place', () => {
    new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      clusterMode: ClusterMode.DISABLED,
      replicasPerShard: 2,
    });

    const template = test.template();
    template.hasResource(REPLICATION_GROUP, {
      Properties: {
        NumCacheClusters: 3,
        NumNodeGroups: Match.absent(),
        ReplicasPerNodeGroup: Match.absent(),
        AutomaticFailoverEnabled: true,
        MultiAZEnabled: true,
      },
      UpdatePolicy: Match.absent(),
    });
    template.hasResourceProperties(PARAMETER_GROUP, { Properties: Match.absent() });
  });
});

describeConstruct('ReplicationGroup: without replicas', (test) => {
  it.each([
    [{ clusterMode: ClusterMode.DISABLED }, false],
    [{ clusterMode: ClusterMode.ENABLED, allowNoReplicas: true }, true],
  ])('has no Multi-AZ; failover only because cluster mode demands it (%#)', (props, failover) => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), replicasPerShard: 0, ...props });

    test.template(WITHOUT_REPLICAS).hasResourceProperties(REPLICATION_GROUP, {
      AutomaticFailoverEnabled: failover,
      MultiAZEnabled: false,
    });
  });
});

describeConstruct('ReplicationGroup: network', (test) => {
  it.each([
    [NetworkType.IPV4, 'ipv4', 'ipv4'],
    [NetworkType.DUAL_STACK, 'dual_stack', 'ipv4'],
  ])('announces IPv4 unless told otherwise: %s', (networkType, network, discovery) => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), networkType });

    test.template().hasResourceProperties(REPLICATION_GROUP, { NetworkType: network, IpDiscovery: discovery });
  });

  it('announces IPv6 where there is nothing else', () => {
    const vpc = dualStackVpc(test.stack);
    new ReplicationGroup(test.stack, 'Cache', {
      vpc,
      vpcSubnets: { subnets: ipv6OnlySubnets(test.stack, vpc) },
      networkType: NetworkType.IPV6,
    });

    test.template().hasResourceProperties(REPLICATION_GROUP, { NetworkType: 'ipv6', IpDiscovery: 'ipv6' });
  });

  it('announces IPv6 when told so', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ipDiscovery: IpDiscovery.IPV6 });

    test.template().hasResourceProperties(REPLICATION_GROUP, { NetworkType: 'dual_stack', IpDiscovery: 'ipv6' });
  });

  it('uses the selected subnets', () => {
    const vpc = new Vpc(test.stack, 'Vpc', {
      natGateways: 0,
      subnetConfiguration: [
        { name: 'One', subnetType: SubnetType.PRIVATE_ISOLATED },
        { name: 'Two', subnetType: SubnetType.PRIVATE_ISOLATED },
      ],
    });
    new ReplicationGroup(test.stack, 'Cache', {
      vpc,
      vpcSubnets: { subnetGroupName: 'Two' },
      networkType: NetworkType.IPV4,
    });

    const { subnetIds } = vpc.selectSubnets({ subnetGroupName: 'Two' });
    test.template().hasResourceProperties(SUBNET_GROUP, { SubnetIds: test.stack.resolve(subnetIds) as unknown[] });
  });

  it.each([
    [TransitEncryption.REQUIRED, true, 'required'],
    [TransitEncryption.PREFERRED, true, 'preferred'],
  ])('encrypts connections: %s', (transitEncryption, enabled, mode) => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), transitEncryption });

    test.template().hasResourceProperties(REPLICATION_GROUP, {
      TransitEncryptionEnabled: enabled,
      TransitEncryptionMode: mode,
    });
  });
});

describeConstruct('ReplicationGroup: without encryption', (test) => {
  it('says so in the template, because Valkey wants to be told', () => {
    new ReplicationGroup(test.stack, 'Cache', {
      vpc: ipv4Vpc(test.stack),
      networkType: NetworkType.IPV4,
      transitEncryption: TransitEncryption.DISABLED,
    });

    test.template(WITHOUT_ENCRYPTION).hasResourceProperties(REPLICATION_GROUP, {
      TransitEncryptionEnabled: false,
      TransitEncryptionMode: Match.absent(),
    });
  });
});

describeConstruct('ReplicationGroup: access', (test) => {
  it('uses given security groups instead of its own', () => {
    const vpc = dualStackVpc(test.stack);
    const given = new SecurityGroup(test.stack, 'Given', { vpc });
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, securityGroups: [given], propagationGate: false });

    const template = test.template();
    template.hasResourceProperties(REPLICATION_GROUP, { SecurityGroupIds: [test.stack.resolve(given.securityGroupId)] });
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
    expect(cache.connections.securityGroups).toEqual([given]);
  });

  it('opens its port, and no other', () => {
    const vpc = dualStackVpc(test.stack);
    const client = new SecurityGroup(test.stack, 'Client', { vpc });
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, port: 7000 });
    cache.connections.allowDefaultPortFrom(client);
    cache.connections.allowFrom(Peer.ipv6('2001:db8::/64'), Port.tcp(7000));

    test.template().hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      SourceSecurityGroupId: test.stack.resolve(client.securityGroupId) as unknown,
      FromPort: 7000,
      ToPort: 7000,
    });
  });
});

describeConstruct('ReplicationGroup: names and endpoints', (test) => {
  it('has a configuration endpoint with cluster mode', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    expect(test.stack.resolve(cache.configurationEndpoint?.hostname)).toMatchObject({
      'Fn::GetAtt': [expect.anything(), 'ConfigurationEndPoint.Address'],
    });
    expect(cache.configurationEndpoint?.port).toBe(6379);
    expect([cache.primaryEndpoint, cache.readerEndpoint]).toEqual([undefined, undefined]);
    test.template();
  });

  it('has a primary and a reader endpoint without', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', {
      vpc: dualStackVpc(test.stack),
      clusterMode: ClusterMode.DISABLED,
    });

    const attribute = (name: string): object => ({ 'Fn::GetAtt': [expect.anything(), name] });
    expect(test.stack.resolve(cache.primaryEndpoint?.hostname)).toMatchObject(attribute('PrimaryEndPoint.Address'));
    expect(test.stack.resolve(cache.readerEndpoint?.hostname)).toMatchObject(attribute('ReaderEndPoint.Address'));
    expect(cache.configurationEndpoint).toBeUndefined();
    test.template();
  });

  it('stores its id in lower case, as ElastiCache does', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), replicationGroupId: 'My-Cache' });

    test.template().hasResourceProperties(REPLICATION_GROUP, { ReplicationGroupId: 'my-cache' });
  });

  it('is referred to by id and ARN', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    const id: unknown = test.stack.resolve(cache.replicationGroupId);
    expect(id).toEqual({ Ref: expect.stringContaining('Cache') as string });
    expect(cache.replicationGroupRef).toEqual({ replicationGroupId: cache.replicationGroupId });
    expect(JSON.stringify(test.stack.resolve(cache.replicationGroupArn))).toMatch(/elasticache.*:replicationgroup:/);
  });

  it('keeps what was asked for at hand', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), shards: 2, port: 7000 });

    expect(cache).toMatchObject({
      port: 7000,
      networkType: NetworkType.DUAL_STACK,
      ipDiscovery: IpDiscovery.IPV4,
      clusterMode: ClusterMode.ENABLED,
      transitEncryption: TransitEncryption.REQUIRED,
      shards: 2,
      replicasPerShard: 1,
    });
  });

  it('describes itself as told', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), description: 'sessions' });

    test.template().hasResourceProperties(REPLICATION_GROUP, { ReplicationGroupDescription: 'sessions' });
  });
});

describeConstruct('ReplicationGroup: removal', (test) => {
  it('takes down what belongs to it with the group', () => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), removalPolicy: RemovalPolicy.DESTROY });

    const template = test.template();
    template.hasResource(REPLICATION_GROUP, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    template.hasResource(SUBNET_GROUP, { DeletionPolicy: Match.absent() });
  });

  it.each([
    [RemovalPolicy.RETAIN, 'Retain'],
    [RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, 'RetainExceptOnCreate'],
  ])('leaves what the nodes still use with the group: %s', (removalPolicy, policy) => {
    new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), removalPolicy });

    const template = test.template();
    [REPLICATION_GROUP, SUBNET_GROUP, PARAMETER_GROUP, 'AWS::EC2::SecurityGroup'].forEach((type) => {
      template.hasResource(type, { DeletionPolicy: policy });
    });
  });
});
