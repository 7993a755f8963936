import { type Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import {
  Authentication,
  CacheEngine,
  CacheNodeType,
  ClusterMode,
  IpDiscovery,
  LogDelivery,
  NetworkType,
  RedisVersion,
  type ReplicationGroup,
  type ReplicationGroupProps,
  TransitEncryption,
  ValkeyVersion,
} from 'cdk-elasticache-dual-stack';

/** One value of a dimension: what it says to the constructor, and what it adds afterwards. */
export interface Choice {
  readonly props?: (stack: Stack) => Partial<ReplicationGroupProps>;
  readonly add?: (cache: ReplicationGroup) => void;
}

/**
 * What a replication group can be, dimension by dimension. The names are part of the names of the snapshots: add values at
 * will, rename none.
 */
export const DIMENSIONS = {
  engine: {
    'valkey-9.0': { props: () => ({ engine: CacheEngine.valkey(ValkeyVersion.V9_0) }) },
    'valkey-8.1': {},
    'valkey-7.2': { props: () => ({ engine: CacheEngine.valkey(ValkeyVersion.V7_2) }) },
    'redis-7.1': { props: () => ({ engine: CacheEngine.redis(RedisVersion.V7_1) }) },
    'redis-6.2': { props: () => ({ engine: CacheEngine.redis(RedisVersion.V6_2) }) },
  },
  mode: {
    'one-shard': {},
    '3x2': { props: () => ({ shards: 3, replicasPerShard: 2, nodeType: CacheNodeType.M7G_XLARGE }) },
    'node-groups': {
      props: () => ({
        nodeGroups: [
          { nodeGroupId: '0001', slots: '0-999', replicaCount: 1 },
          { nodeGroupId: '0002', slots: '1000-16383', replicaCount: 2 },
        ],
      }),
    },
    single: { props: () => ({ clusterMode: ClusterMode.DISABLED }) },
    compatible: { props: () => ({ clusterMode: ClusterMode.COMPATIBLE, replicasPerShard: 2 }) },
  },
  network: {
    'dual-ipv4': {},
    'dual-ipv6': { props: () => ({ ipDiscovery: IpDiscovery.IPV6 }) },
    ipv4: { props: () => ({ networkType: NetworkType.IPV4 }) },
    ipv6: { props: () => ({ networkType: NetworkType.IPV6 }) },
  },
  auth: {
    iam: { props: () => ({ authentication: Authentication.iam() }) },
    none: { props: () => ({ authentication: Authentication.none() }) },
    token: { props: (stack) => ({ authentication: Authentication.authTokenFromSecret(Secret.fromSecretNameV2(stack, 'Token', 'cache'), 'password') }) },
    'rotated-token': {
      props: () => ({ authentication: Authentication.generatedAuthToken() }),
      add: (cache) => {
        cache.addAuthTokenRotation();
      },
    },
    users: { props: () => ({ authentication: Authentication.userGroup('theirs') }) },
  },
  tls: {
    required: {},
    preferred: { props: () => ({ transitEncryption: TransitEncryption.PREFERRED }) },
    off: { props: () => ({ transitEncryption: TransitEncryption.DISABLED }) },
  },
  logs: {
    'no-logs': {},
    'slow-log': { props: () => ({ slowLog: LogDelivery.cloudWatchLogs() }) },
    firehose: { props: (stack) => ({ slowLog: LogDelivery.firehose(deliveryStream(stack)), engineLog: LogDelivery.cloudWatchLogs() }) },
  },
  scaling: {
    fixed: {},
    'more-shards': {
      add: (cache) => {
        cache.autoScaleShards({ maxShards: 10 }).trackPrimaryEngineCpu();
      },
    },
    'more-replicas': {
      add: (cache) => {
        cache.autoScaleReplicas({ maxReplicasPerShard: 4 }).trackReplicaEngineCpu();
      },
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Choice>>>>;

export type DimensionName = keyof typeof DIMENSIONS;

/** One value of each dimension. */
export type Combination = { readonly [Name in DimensionName]: keyof (typeof DIMENSIONS)[Name] };

function deliveryStream(stack: Stack): CfnDeliveryStream {
  const bucket = Bucket.fromBucketName(stack, 'Bucket', 'logs-of-the-cache');
  return new CfnDeliveryStream(stack, 'Stream', {
    deliveryStreamName: 'logs-of-the-cache',
    s3DestinationConfiguration: { bucketArn: bucket.bucketArn, roleArn: 'arn:aws:iam::123456789012:role/firehose' },
  });
}
