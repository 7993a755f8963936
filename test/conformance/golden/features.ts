import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import {
  AccessString,
  AddressFamily,
  AddressRange,
  CacheEngine,
  CacheNodeType,
  CacheParameterGroup,
  CacheSubnetGroup,
  ClusterMode,
  DailyWindow,
  Durability,
  IpDiscovery,
  MaintenanceWindow,
  NetworkType,
  PropagationGate,
  RedisVersion,
  ReplacementGuard,
  ReplicationGroup,
  ReplicationGroupGrants,
  type ReplicationGroupProps,
  RestoreFrom,
  TransitEncryption,
  ValkeyVersion,
} from 'cdk-elasticache-dual-stack';
import { vpcIn } from './build-group';

type Build = (stack: Stack) => void;

function group(stack: Stack, props: Partial<ReplicationGroupProps> = {}): ReplicationGroup {
  return new ReplicationGroup(stack, 'Cache', { vpc: vpcIn(stack), ...props });
}

function rawGroup(stack: Stack): CfnReplicationGroup {
  const raw = new CfnReplicationGroup(stack, 'Raw', {
    replicationGroupDescription: 'as it was before',
    engine: 'valkey',
    engineVersion: '8.1',
    cacheNodeType: 'cache.r7g.large',
    cacheParameterGroupName: 'default.valkey8.cluster.on',
    cacheSubnetGroupName: 'subnets',
    numNodeGroups: 2,
    replicasPerNodeGroup: 1,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    transitEncryptionEnabled: false,
    atRestEncryptionEnabled: true,
    networkType: 'dual_stack',
    ipDiscovery: 'ipv6',
    port: 6379,
    securityGroupIds: ['sg-0123456789abcdef0'],
  });
  raw.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
  return raw;
}

/** What the dimensions of the matrix do not have, one by one. */
export const FEATURES: Readonly<Record<string, Build>> = {
  'nothing but the defaults': (stack) => {
    group(stack);
  },
  'id, description and port': (stack) => {
    group(stack, { replicationGroupId: 'Orders', description: 'Orders of the shop', port: 7000 });
  },
  'snapshots and windows': (stack) => {
    group(stack, {
      snapshotRetention: Duration.days(35),
      snapshotWindow: DailyWindow.startingAt({ hour: 3 }),
      maintenanceWindow: MaintenanceWindow.of('sun:05:00-sun:06:00'),
      autoMinorVersionUpgrade: false,
    });
  },
  'restored from a snapshot': (stack) => {
    group(stack, { restoreFrom: RestoreFrom.snapshot('orders-2026-11-20') });
  },
  'restored from files': (stack) => {
    const nodeGroups = [{ slots: '0-8191' }, { slots: '8192-16383' }];
    group(stack, { nodeGroups, restoreFrom: RestoreFrom.s3(Bucket.fromBucketName(stack, 'Bucket', 'backups'), 'a.rdb', 'b.rdb') });
  },
  'a key of its own': (stack) => {
    group(stack, { encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }) });
  },
  'data tiering': (stack) => {
    group(stack, { nodeType: CacheNodeType.R6GD_XLARGE });
  },
  durability: (stack) => {
    group(stack, { engine: CacheEngine.valkey(ValkeyVersion.V9_0), durability: Durability.SYNC });
  },
  notifications: (stack) => {
    group(stack, { notificationTopic: Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-central-1:123456789012:cache') });
  },
  parameters: (stack) => {
    group(stack, { parameters: { 'maxmemory-policy': 'allkeys-lru' } });
  },
  'shared parameter and subnet groups': (stack) => {
    const vpc = vpcIn(stack);
    const engine = CacheEngine.valkey(ValkeyVersion.V8_1);
    const parameterGroup = new CacheParameterGroup(stack, 'Parameters', { engine, parameters: { timeout: '300' } });
    const subnetGroup = new CacheSubnetGroup(stack, 'Subnets', { vpc });
    new ReplicationGroup(stack, 'First', { vpc, engine, parameterGroup, subnetGroup });
    new ReplicationGroup(stack, 'Second', { vpc, engine, parameterGroup, subnetGroup });
  },
  'no replicas, accepted': (stack) => {
    group(stack, { replicasPerShard: 0, allowNoReplicas: true });
  },
  'zones without cluster mode': (stack) => {
    group(stack, { clusterMode: ClusterMode.DISABLED, preferredAvailabilityZones: ['eu-central-1a', 'eu-central-1b'] });
  },
  'cluster mode that came later': (stack) => {
    group(stack, { startedWithoutClusterMode: true });
  },
  'a member of a Global Datastore': (stack) => {
    group(stack, { networkType: NetworkType.IPV4, globalReplicationGroupId: 'ldgnf-orders', engine: CacheEngine.redis(RedisVersion.V7_1) });
  },
  'everything stays when it is removed': (stack) => {
    group(stack, { removalPolicy: RemovalPolicy.RETAIN });
  },
  'no guard': (stack) => {
    group(stack, { replacementGuard: false });
  },
  'a replacement that is allowed': (stack) => {
    group(stack, { allowReplacement: 'cac1x2y3z: the data can be made again' });
  },
  'a gate with its own times': (stack) => {
    const cache = group(stack, {
      transitEncryption: TransitEncryption.DISABLED,
      ipDiscovery: IpDiscovery.IPV6,
      propagationTimeout: Duration.minutes(5),
      propagationPollInterval: Duration.millis(200),
    });
    cache.propagation.protect(new Topic(stack, 'Consumer'));
  },
  'a gate and a guard on a raw group': (stack) => {
    const raw = rawGroup(stack);
    new PropagationGate(stack, 'Gate', { replicationGroup: raw, vpc: vpcIn(stack), targetFamily: AddressFamily.IPV6 });
    ReplacementGuard.protect(raw);
    ReplicationGroupGrants.fromReplicationGroup(raw).describe(new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') }));
  },
  'clients with rights of their own': (stack) => {
    const cache = group(stack);
    const role = (id: string) => new Role(stack, id, { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    cache.grants.connect(role('Orders'));
    cache.grants.connect(role('Report'), { accessString: AccessString.readOnly().keys('app:*'), userId: 'report' });
    cache.grants.actions(role('Operator'), 'elasticache:TestFailover');
  },
  'let in by address': (stack) => {
    const cache = group(stack);
    cache.allowFromRanges(AddressRange.of('10.20.0.0/16'), AddressRange.of('2001:db8:20::/48'));
  },
  'alarms and a dashboard': (stack) => {
    const cache = group(stack, { shards: 2 });
    cache.alarms.recommended();
    cache.dashboard();
  },
  'a metric of the whole group': (stack) => {
    const cache = group(stack, { shards: 2 });
    new Alarm(stack, 'Alarm', {
      metric: cache.metrics.engineCpuUtilization(),
      threshold: 90,
      evaluationPeriods: 3,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
  },
};
