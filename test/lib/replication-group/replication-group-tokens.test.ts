import { App, CfnParameter, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  CacheEngine,
  CacheNodeType,
  ClusterMode,
  DailyWindow,
  LogDelivery,
  MaintenanceWindow,
  RedisVersion,
  ReplicationGroup,
  type ReplicationGroupProps,
  RestoreFrom,
  TransitEncryption,
  ValkeyVersion,
} from '../../../lib';
import { dualStackVpc } from '../../support/subnets';

type OtherProps = Omit<ReplicationGroupProps, 'vpc'>;
type Value = string | number | boolean | string[];
type MakeToken = (stack: Stack, value: Value) => unknown;

/** Other languages than TypeScript let tokens through where an enum belongs. */
const untyped = (props: Readonly<Record<string, unknown>>): OtherProps => props;

const parameter: MakeToken = (stack) => new CfnParameter(stack, 'Parameter', { type: 'String' }).value;
const lazy: MakeToken = (_, value) => Token.asAny(Lazy.any({ produce: () => value }));

/** Every property that can be a token, as one: `token` is a parameter or a lazy value. */
const PROPS: Readonly<Record<string, (token: unknown, stack: Stack) => OtherProps>> = {
  replicationGroupId: (token) => ({ replicationGroupId: Token.asString(token) }),
  description: (token) => ({ description: Token.asString(token) }),
  valkey: (token) => ({ engine: CacheEngine.valkey(ValkeyVersion.of(Token.asString(token), 'valkey8')) }),
  redis: (token) => ({ engine: CacheEngine.redis(RedisVersion.of(Token.asString(token), 'redis7')) }),
  engine: (token) => ({ engine: CacheEngine.of(Token.asString(token), '8.1', 'valkey8') }),
  parameterGroupFamily: (token) => ({ engine: CacheEngine.of('valkey', '8.1', Token.asString(token)) }),
  nodeType: (token) => ({ nodeType: CacheNodeType.of(Token.asString(token)) }),
  clusterMode: (token) => untyped({ clusterMode: Token.asString(token) }),
  shards: (token) => ({ shards: Token.asNumber(token) }),
  replicasPerShard: (token) => ({ replicasPerShard: Token.asNumber(token) }),
  networkType: (token) => untyped({ networkType: Token.asString(token) }),
  ipDiscovery: (token) => untyped({ ipDiscovery: Token.asString(token) }),
  transitEncryption: (token) => untyped({ transitEncryption: Token.asString(token) }),
  port: (token) => ({ port: Token.asNumber(token) }),
  parameters: (token) => ({ parameters: { 'maxmemory-policy': Token.asString(token) } }),
  nodeGroupSlots: (token) => ({ nodeGroups: [{ slots: Token.asString(token) }] }),
  nodeGroupReplicas: (token) => ({ nodeGroups: [{ replicaCount: Token.asNumber(token) }] }),
  nodeGroupZones: (token) => ({
    nodeGroups: [{ primaryAvailabilityZone: Token.asString(token), replicaAvailabilityZones: [Token.asString(token)] }],
  }),
  allNodeGroupZones: (token) => ({ nodeGroups: [{ replicaAvailabilityZones: Token.asList(token) }] }),
  preferredAvailabilityZones: (token) => ({
    clusterMode: ClusterMode.DISABLED,
    preferredAvailabilityZones: [Token.asString(token), Token.asString(token)],
  }),
  allPreferredAvailabilityZones: (token) => ({ clusterMode: ClusterMode.DISABLED, preferredAvailabilityZones: Token.asList(token) }),
  multiAz: (token) => untyped({ multiAz: token }),
  automaticFailover: (token) => untyped({ automaticFailover: token }),
  snapshotRetention: (token) => ({ snapshotRetention: Duration.days(Token.asNumber(token)) }),
  snapshotWindow: (token) => ({ snapshotWindow: DailyWindow.of(Token.asString(token)) }),
  maintenanceWindow: (token) => ({ maintenanceWindow: MaintenanceWindow.of(Token.asString(token)) }),
  snapshotName: (token) => ({ restoreFrom: RestoreFrom.snapshot(Token.asString(token)) }),
  snapshotArns: (token) => ({ clusterMode: ClusterMode.DISABLED, restoreFrom: RestoreFrom.s3Arns(Token.asString(token)) }),
  atRestEncryption: (token) => untyped({ atRestEncryption: token }),
  autoMinorVersionUpgrade: (token) => untyped({ autoMinorVersionUpgrade: token }),
  durability: (token) => untyped({ durability: Token.asString(token) }),
  encryptionKey: (token, stack) => ({ encryptionKey: Key.fromKeyArn(stack, 'Key', Token.asString(token)) }),
  notificationTopic: (token, stack) => ({ notificationTopic: Topic.fromTopicArn(stack, 'Topic', Token.asString(token)) }),
  slowLog: (token, stack) => ({
    slowLog: LogDelivery.cloudWatchLogs({ logGroup: LogGroup.fromLogGroupName(stack, 'Logs', Token.asString(token)) }),
  }),
};

/** What the lazy values turn out to be. */
const VALUES: Readonly<Record<string, Value>> = {
  valkey: '8.1',
  redis: '7.1',
  engine: 'valkey',
  parameterGroupFamily: 'valkey8',
  nodeType: 'cache.r7g.large',
  clusterMode: 'disabled',
  shards: 1,
  replicasPerShard: 2,
  networkType: 'dual_stack',
  ipDiscovery: 'ipv6',
  transitEncryption: 'required',
  port: 7000,
  parameters: 'allkeys-lru',
  nodeGroupSlots: '0-16383',
  nodeGroupReplicas: 1,
  allNodeGroupZones: ['a'],
  allPreferredAvailabilityZones: ['a', 'b'],
  multiAz: true,
  automaticFailover: true,
  snapshotRetention: 3,
  snapshotWindow: '03:00-04:00',
  maintenanceWindow: 'sun:05:00-sun:06:00',
  snapshotArns: 'arn:aws:s3:::bucket/dump.rdb',
  atRestEncryption: true,
  autoMinorVersionUpgrade: true,
  durability: 'default',
  encryptionKey: 'arn:aws:kms:eu-west-1:123456789012:key/1',
  notificationTopic: 'arn:aws:sns:eu-west-1:123456789012:topic',
};

describe.each([
  ['CfnParameter', parameter],
  ['Lazy', lazy],
])('ReplicationGroup: %s in a property', (_, makeToken) => {
  it.each(Object.entries(PROPS))('breaks nothing: %s', (name, props) => {
    const stack = new Stack(new App(), 'Stack');
    const vpc = dualStackVpc(stack);
    const token = makeToken(stack, VALUES[name] ?? 'text');

    new ReplicationGroup(stack, 'Cache', { vpc, ...props(token, stack) });

    Template.fromStack(stack).resourceCountIs('AWS::ElastiCache::ReplicationGroup', 1);
  });
});

describe('ReplicationGroup: tokens', () => {
  it('that turn out to contradict what was made without knowing them are found at synth', () => {
    const stack = new Stack(new App(), 'Stack');

    new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), ...untyped({ clusterMode: lazy(stack, 'enabled') }) });

    expect(() => Template.fromStack(stack)).toThrow('[ParameterGroupClusterMode] clusterMode is "enabled" but cluster-enabled');
  });

  it('go into the template as they are, without arithmetic on them', () => {
    const stack = new Stack(new App(), 'Stack');
    const replicas = new CfnParameter(stack, 'Replicas', { type: 'Number' });

    new ReplicationGroup(stack, 'Cache', {
      vpc: dualStackVpc(stack),
      clusterMode: ClusterMode.DISABLED,
      replicasPerShard: replicas.valueAsNumber,
    });

    Template.fromStack(stack).hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
      NumNodeGroups: 1,
      ReplicasPerNodeGroup: { Ref: 'Replicas' },
      AutomaticFailoverEnabled: true,
    });
  });

  it('in endpoints and ports of security groups resolve', () => {
    const stack = new Stack(new App(), 'Stack');
    const vpc = dualStackVpc(stack);
    const port = new CfnParameter(stack, 'Port', { type: 'Number' });
    const cache = new ReplicationGroup(stack, 'Cache', { vpc, port: port.valueAsNumber });
    cache.connections.allowDefaultPortFrom(new SecurityGroup(stack, 'Client', { vpc }));

    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: { Ref: 'Port' } });
    expect(JSON.stringify(stack.resolve(cache.configurationEndpoint?.socketAddress))).toContain('{"Ref":"Port"}');
  });

  it('reach the propagation gate', () => {
    const stack = new Stack(new App(), 'Stack');
    const shards = new CfnParameter(stack, 'Shards', { type: 'Number' });
    new ReplicationGroup(stack, 'Cache', {
      vpc: dualStackVpc(stack),
      transitEncryption: TransitEncryption.DISABLED,
      shards: shards.valueAsNumber,
    });

    const gates = Template.fromStack(stack).findResources('Custom::ElastiCachePropagationGate');
    expect(JSON.stringify(gates)).toContain('{"Ref":"Shards"}');
  });

  it('fails at synth if a lazy value turns out to be wrong', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(stack), shards: Lazy.number({ produce: () => 0 }) });

    expect(() => app.synth()).toThrow('[ShardsOutOfRange] shards (NumNodeGroups) is 0');
  });
});
