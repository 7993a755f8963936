import { CfnParameter, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { IpProtocol, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { type CfnServerlessCache, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  AddressRange,
  Authentication,
  DailyTime,
  NetworkType,
  ServerlessCache,
  ServerlessCacheEngine,
  type ServerlessCacheProps,
} from '../../../lib';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc, ipv4Vpc, ipv6OnlySubnets } from '../../support/subnets';

const CACHE = 'AWS::ElastiCache::ServerlessCache';

const make = (stack: Stack, { vpc = dualStackVpc(stack), ...props }: Partial<ServerlessCacheProps> = {}): ServerlessCache =>
  new ServerlessCache(stack, 'Cache', { vpc, ...props });

describeConstruct('ServerlessCache: defaults', (test) => {
  it('is a dual-stack Valkey cache in private subnets, with a snapshot a day', () => {
    make(test.stack);

    test.template().hasResourceProperties(CACHE, {
      Engine: 'valkey',
      MajorEngineVersion: '8',
      NetworkType: 'dual_stack',
      SubnetIds: [{ Ref: Match.stringLikeRegexp('^VpcPrivateSubnet1') }, { Ref: Match.stringLikeRegexp('^VpcPrivateSubnet2') }],
      SnapshotRetentionLimit: 7,
      DailySnapshotTime: Match.absent(),
      CacheUsageLimits: Match.absent(),
      Description: 'Stack/Cache',
    });
  });

  it('has a name, which CloudFormation does not make up for it', () => {
    make(test.stack);

    test.template().hasResourceProperties(CACHE, { ServerlessCacheName: Match.stringLikeRegexp('^cache-[0-9a-f]{8}$') });
  });

  it('lets in users with IAM only', () => {
    const cache = make(test.stack);

    const template = test.template();
    template.hasResourceProperties(CACHE, { UserGroupId: test.stack.resolve(cache.userGroup?.userGroupRef.userGroupId) as unknown });
    template.hasResourceProperties('AWS::ElastiCache::User', { UserName: 'default', AccessString: Match.stringLikeRegexp('^off') });
  });

  it('leaves a last snapshot, for which there is no policy of CloudFormation', () => {
    make(test.stack, { serverlessCacheName: 'Sessions' });

    test.template().hasResource(CACHE, {
      DeletionPolicy: 'Delete',
      UpdateReplacePolicy: 'Delete',
      Properties: { ServerlessCacheName: 'sessions', FinalSnapshotName: 'sessions-final' },
    });
  });

  it('has a security group of its own that lets nobody in and nothing out', () => {
    make(test.stack);

    test.template().hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: Match.absent(),
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '255.255.255.255/32' })],
    });
  });
});

describeConstruct('ServerlessCache: properties', (test) => {
  it('says what it was told, in the words of CloudFormation', () => {
    const encryptionKey = new Key(test.stack, 'Key', { enableKeyRotation: true });
    make(test.stack, {
      engine: ServerlessCacheEngine.REDIS_7,
      networkType: NetworkType.IPV4,
      encryptionKey,
      minDataStorage: Size.gibibytes(1),
      maxDataStorage: Size.gibibytes(5000),
      minEcpuPerSecond: 1000,
      maxEcpuPerSecond: 15_000_000,
      snapshotRetention: Duration.days(35),
      snapshotTime: DailyTime.at(3, 30),
      description: 'sessions of the shop',
      finalSnapshotName: 'goodbye',
    });

    test.template().hasResourceProperties(CACHE, {
      Engine: 'redis',
      MajorEngineVersion: '7',
      NetworkType: 'ipv4',
      KmsKeyId: test.stack.resolve(encryptionKey.keyArn) as unknown,
      CacheUsageLimits: { DataStorage: { Unit: 'GB', Minimum: 1, Maximum: 5000 }, ECPUPerSecond: { Minimum: 1000, Maximum: 15_000_000 } },
      SnapshotRetentionLimit: 35,
      DailySnapshotTime: '03:30',
      Description: 'sessions of the shop',
      FinalSnapshotName: 'goodbye',
    });
  });

  it('can begin with snapshots, of a newer engine', () => {
    const snapshotArnsToRestore = ['arn:aws:elasticache:us-east-1:123456789012:serverlesscachesnapshot:last'];
    make(test.stack, { snapshotArnsToRestore, engine: ServerlessCacheEngine.of('valkey', '10') });

    test.template().hasResourceProperties(CACHE, { SnapshotArnsToRestore: snapshotArnsToRestore, MajorEngineVersion: '10' });
  });

  it('takes a user group of others, and no authentication at all', () => {
    const users = new CfnUserGroup(test.stack, 'Users', { engine: 'valkey', userGroupId: 'users', userIds: ['admin'] });
    make(test.stack, { authentication: Authentication.userGroup(users) });
    new ServerlessCache(test.stack, 'Open', { vpc: dualStackVpc(test.stack, 'Other'), authentication: Authentication.none() });

    const template = test.template();
    template.hasResourceProperties(CACHE, { UserGroupId: { Ref: 'Users' } });
    template.hasResourceProperties(CACHE, { UserGroupId: Match.absent() });
  });

  it('is deleted without a trace if it is told so', () => {
    make(test.stack, { removalPolicy: RemovalPolicy.DESTROY });

    test.template().hasResource(CACHE, { DeletionPolicy: 'Delete', Properties: { FinalSnapshotName: Match.absent() } });
  });

  it('stays with everything that it uses if it is told so', () => {
    make(test.stack, { removalPolicy: RemovalPolicy.RETAIN });

    const template = test.template();
    for (const type of [CACHE, 'AWS::EC2::SecurityGroup', 'AWS::ElastiCache::UserGroup', 'AWS::ElastiCache::User']) {
      template.allResources(type, { DeletionPolicy: 'Retain' });
    }
  });

  it('takes tokens', () => {
    const number = new CfnParameter(test.stack, 'Number', { type: 'Number' });
    const text = new CfnParameter(test.stack, 'Text');
    make(test.stack, {
      maxEcpuPerSecond: number.valueAsNumber,
      snapshotTime: DailyTime.of(text.valueAsString),
      serverlessCacheName: text.valueAsString,
      engine: ServerlessCacheEngine.of(text.valueAsString, text.valueAsString),
    });

    test.template().hasResourceProperties(CACHE, {
      CacheUsageLimits: { ECPUPerSecond: { Maximum: { Ref: 'Number' } } },
      DailySnapshotTime: { Ref: 'Text' },
      ServerlessCacheName: { Ref: 'Text' },
    });
  });
});

describeConstruct('ServerlessCache: its guard', (test) => {
  const GUARD = 'Custom::ElastiCacheReplacementGuard';

  it('is there from the start, and comes before the cache', () => {
    const cache = make(test.stack, { serverlessCacheName: 'Sessions' });

    const template = test.template();
    template.hasResourceProperties(GUARD, {
      GroupLogicalId: test.stack.getLogicalId(cache.node.defaultChild as CfnServerlessCache),
      CacheKind: 'SERVERLESS',
      Wanted: { NetworkType: 'dual_stack', ServerlessCacheName: 'sessions' },
      UpdateReplacePolicy: 'Snapshot',
    });
    const [guardId = ''] = Object.keys(template.findResources(GUARD));
    template.hasResource(CACHE, { DependsOn: Match.arrayWith([guardId]) });
    expect(test.stack.resolve(cache.replacementGuard?.outcome)).toEqual({ 'Fn::GetAtt': [guardId, 'Outcome'] });
  });

  it('lets one replacement pass, by name and reason', () => {
    make(test.stack, { allowReplacement: 'sessions: moved to Orders' });

    test.template().hasResourceProperties(GUARD, { AllowReplacement: 'sessions: moved to Orders' });
  });

  it('is not there if nobody wants it', () => {
    const cache = make(test.stack, { replacementGuard: false });

    expect(cache.replacementGuard).toBeUndefined();
    test.template().resourceCountIs(GUARD, 0);
  });

  it('does not come before the cache in the template of cdk import, which has no guard', () => {
    test.stack.node.setContext('cdk-elasticache-dual-stack:import', true);
    make(test.stack);

    test.template().hasResource(CACHE, { DependsOn: Match.absent() });
  });

  it('says what becomes of a cache that is replaced', () => {
    make(test.stack, { removalPolicy: RemovalPolicy.RETAIN });

    test.template().hasResourceProperties(GUARD, { UpdateReplacePolicy: 'Retain' });
  });
});

describeConstruct('ServerlessCache: subnets', (test) => {
  it('are one in each zone', () => {
    const vpc = dualStackVpc(test.stack);
    const subnets = [...vpc.isolatedSubnets, ...ipv6OnlySubnets(test.stack, vpc)];
    Object.defineProperty(vpc, 'isolatedSubnets', { value: subnets });
    make(test.stack, { vpc, networkType: NetworkType.IPV6 });

    test.template().hasResourceProperties(CACHE, { NetworkType: 'ipv6', SubnetIds: [{ Ref: 'Ipv6Only0' }, { Ref: 'Ipv6Only1' }] });
  });

  it('are those that are selected', () => {
    const vpc = dualStackVpc(test.stack);
    make(test.stack, { vpc, vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED, availabilityZones: [vpc.availabilityZones[0] ?? ''] } });

    test.template().hasResourceProperties(CACHE, { SubnetIds: [{ Ref: Match.stringLikeRegexp('^VpcPrivateSubnet1') }] });
  });

  it('fail at synth without IPv6', () => {
    make(test.stack, { vpc: ipv4Vpc(test.stack) });

    expect(() => test.app.synth()).toThrow(/\[SubnetsWithoutIpv6\] networkType is "dual_stack" .*Stack\/Vpc\/PrivateSubnet1/);
  });

  it('fail at synth if they are not IPv6-only', () => {
    make(test.stack, { networkType: NetworkType.IPV6 });

    expect(() => test.app.synth()).toThrow('[SubnetsNotIpv6Only]');
  });

  it('fail at synth if an escape hatch asks for what they do not have', () => {
    const cache = make(test.stack, { vpc: ipv4Vpc(test.stack), networkType: NetworkType.IPV4 });
    (cache.node.defaultChild as CfnServerlessCache).addPropertyOverride('NetworkType', 'dual_stack');

    expect(() => test.app.synth()).toThrow('[SubnetsWithoutIpv6]');
  });

  it('fail at synth if two are in one zone', () => {
    const stack = new Stack(test.app, 'Located', { env: { account: '123456789012', region: 'us-east-1' } });
    const vpc = new Vpc(stack, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      availabilityZones: ['us-east-1a'],
      subnetConfiguration: ['One', 'Two'].map((name) => ({ name, subnetType: SubnetType.PRIVATE_ISOLATED })),
    });
    make(stack, { vpc, vpcSubnets: { subnets: vpc.isolatedSubnets } });

    expect(() => test.app.synth()).toThrow('[ServerlessSubnetsShareZone] two of the subnets are in the availability zone "us-east-1a"');
  });
});

describeConstruct('ServerlessCache: clients', (test) => {
  const ingress = (template: Template): unknown[] =>
    Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties }: { Properties?: unknown }) => Properties);

  it('are let in to both endpoints, and out over both families', () => {
    const vpc = dualStackVpc(test.stack);
    const cache = make(test.stack, { vpc });
    cache.connections.allowDefaultPortFrom(new SecurityGroup(test.stack, 'Client', { vpc }));

    const template = test.template();
    expect(ingress(template)).toMatchObject([{ FromPort: 6379, ToPort: 6380, SourceSecurityGroupId: expect.anything() as unknown }]);
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { FromPort: 6379, ToPort: 6380, DestinationSecurityGroupId: Match.anyValue() });
  });

  it('are let in from the whole VPC, over both families', () => {
    make(test.stack).allowFromVpc();

    expect(ingress(test.template())).toMatchObject([
      { FromPort: 6379, ToPort: 6380, CidrIp: expect.anything() as unknown },
      { FromPort: 6379, ToPort: 6380, CidrIpv6: expect.anything() as unknown },
    ]);
  });

  it('are let in from ranges', () => {
    make(test.stack).allowFromRanges(AddressRange.of('2001:db8:20::/48'));

    test.template().hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ CidrIpv6: '2001:db8:20::/48' })] });
  });

  it('connect as users of their own', () => {
    const role = new Role(test.stack, 'Role', { assumedBy: new AccountPrincipal('123456789012') });
    const cache = make(test.stack);
    const { userId } = cache.grants.connect(role);
    cache.grants.describe(role);

    const template = test.template();
    template.hasResourceProperties('AWS::ElastiCache::User', { AuthenticationMode: { Type: 'iam' } });
    expect(test.stack.resolve(userId)).toEqual({ Ref: expect.stringMatching(/^CacheUserGroupUser/) as unknown });
    const statements = JSON.stringify(template.findResources('AWS::IAM::Policy'));
    expect(statements).toMatch(/elasticache:Connect.*"Fn::GetAtt":\["Cache[0-9A-F]+","ARN"\].*elasticache:DescribeServerlessCaches/);
  });

  it('find the endpoints', () => {
    const { endpoint, readerEndpoint } = make(test.stack);

    const [address, port] = ['Address', 'Port'].map((name) => ({ 'Fn::GetAtt': [expect.stringMatching(/^Cache/), `Endpoint.${name}`] }));
    expect(test.stack.resolve([endpoint?.hostname, endpoint?.port])).toEqual([address, port]);
    expect(JSON.stringify(test.stack.resolve(readerEndpoint?.socketAddress))).toContain('ReaderEndpoint.Address');
  });
});

describeConstruct('ServerlessCache: fails in the constructor', (test) => {
  it.each<[string, Partial<ServerlessCacheProps>]>([
    ['ServerlessCacheNameMalformed', { serverlessCacheName: 'my--cache' }],
    ['DataStorageLimitInvalid', { minDataStorage: Size.gibibytes(0) }],
    ['DataStorageLimitInvalid', { maxDataStorage: Size.mebibytes(1500) }],
    ['EcpuLimitInvalid', { maxEcpuPerSecond: 999 }],
    ['SnapshotRetentionOutOfRange', { snapshotRetention: Duration.days(36) }],
    ['SnapshotRetentionOutOfRange', { snapshotRetention: Duration.hours(12) }],
    ['SnapshotTimeNeedsRetention', { snapshotTime: DailyTime.at(3), snapshotRetention: Duration.days(0) }],
    ['ServerlessCacheNeedsUsers', { authentication: Authentication.generatedAuthToken() }],
    ['NoPrivateSubnets', { vpcSubnets: { subnets: [] } }],
    ['AllowReplacementWithoutReason', { allowReplacement: 'yes' }],
    ['AllowReplacementWithoutGuard', { allowReplacement: 'sessions: moved to Orders', replacementGuard: false }],
  ])('%s', (code, props) => {
    expect(() => make(test.stack, props)).toThrow(`[${code}]`);
  });

  it('with all problems in one error, and without having made anything', () => {
    const props = { serverlessCacheName: '-', minEcpuPerSecond: 0, authentication: Authentication.generatedAuthToken() };

    expect(() => make(test.stack, props)).toThrow(
      /^3 problems in Stack\/Cache:\n {2}\[ServerlessCacheNeedsUsers\] .*\n {2}\[ServerlessCacheNameMalformed\] .*\n {2}\[EcpuLimitInvalid\] /,
    );
    expect(test.stack.node.findChild('Cache').node.children).toEqual([]);
  });
});

describeConstruct('ServerlessCache: imports', (test) => {
  it('know the name and the ARN', () => {
    const cache = ServerlessCache.fromServerlessCacheName(test.stack, 'Cache', 'sessions');

    expect(cache.serverlessCacheName).toBe('sessions');
    expect(JSON.stringify(test.stack.resolve(cache.serverlessCacheArn))).toContain(':serverlesscache:sessions');
    expect([cache.endpoint, cache.networkType, cache.engine]).toEqual([undefined, undefined, undefined]);
  });

  it('know account and region of an ARN', () => {
    const arn = 'arn:aws:elasticache:eu-north-1:123456789012:serverlesscache:sessions';
    const cache = ServerlessCache.fromServerlessCacheArn(test.stack, 'Cache', arn);

    expect(cache).toMatchObject({ serverlessCacheName: 'sessions', serverlessCacheArn: arn });
    expect(cache.env).toMatchObject({ account: '123456789012', region: 'eu-north-1' });
  });

  it('give rights, have metrics and let clients in', () => {
    const vpc = dualStackVpc(test.stack);
    const endpoints = new SecurityGroup(test.stack, 'Endpoints', { vpc, allowAllOutbound: false });
    const cache = ServerlessCache.fromServerlessCacheAttributes(test.stack, 'Cache', { serverlessCacheName: 'sessions', securityGroups: [endpoints] });
    const role = new Role(test.stack, 'Role', { assumedBy: new AccountPrincipal('123456789012') });
    cache.grants.connect(role, { existingUserId: 'reader' });
    cache.connections.allowDefaultPortFrom(new SecurityGroup(test.stack, 'Client', { vpc }));

    const template = test.template();
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toMatch(/serverlesscache:sessions.*user:reader/);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 6379, ToPort: 6380 });
    expect(cache.metrics.throttledCmds().toMetricConfig().metricStat).toMatchObject({
      metricName: 'ThrottledCmds',
      statistic: 'Sum',
      dimensions: [{ name: 'clusterId', value: 'sessions' }],
    });
  });

  it('fail to make users', () => {
    const role = new Role(test.stack, 'Role', { assumedBy: new AccountPrincipal('123456789012') });

    expect(() => ServerlessCache.fromServerlessCacheName(test.stack, 'Cache', 'sessions').grants.connect(role)).toThrow(/\[ConnectNeedsIam\] .*this cache/);
  });
});
