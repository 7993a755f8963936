import { type GuardIsCompleteEvent } from '../../../../lambda/gate/guard/guard-event';
import { type GuardServices } from '../../../../lambda/gate/guard/guard-services';
import {
  idOf,
  type LastSnapshot,
  type LiveCacheReader,
  type LiveGroup,
  type LiveServerlessCache,
  type Usage,
  type UsageReader,
} from '../../../../lambda/gate/guard/live-cache';

export const STARTED = 1_800_000_000_000;
export const STACK_ID = 'arn:aws:stack/Shop/1b2c3d4e';

/** A live IPv4 group with data. */
export const LIVE: LiveGroup = {
  replicationGroupId: 'cac1x2y3z',
  status: 'available',
  shards: 3,
  memberIds: [1, 2, 3].flatMap((shard) => [`cac1x2y3z-000${shard}-001`, `cac1x2y3z-000${shard}-002`]),
  nodeGroups: [1, 2, 3].map((shard) => [`cac1x2y3z-000${shard}-001`, `cac1x2y3z-000${shard}-002`]),
  isTiered: false,
  nodeType: 'cache.r7g.large',
  engine: 'valkey 8.1.0',
  properties: {
    ReplicationGroupId: 'cac1x2y3z',
    NetworkType: 'ipv4',
    Port: '6379',
    AtRestEncryptionEnabled: 'true',
    KmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1111',
    Engine: 'valkey',
    CacheSubnetGroupName: 'subnets',
    DataTieringEnabled: 'false',
    NumNodeGroups: '3',
    PreferredCacheClusterAZs: '["eu-central-1a","eu-central-1b"]',
    AuthToken: 'not set',
  },
};

/** A live serverless IPv4 cache with data. */
export const LIVE_SERVERLESS: LiveServerlessCache = {
  serverlessCacheName: 'sessions-1a2b3c4d',
  status: 'available',
  engine: 'valkey 8.1',
  properties: {
    ServerlessCacheName: 'sessions-1a2b3c4d',
    NetworkType: 'ipv4',
    KmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1111',
    SubnetIds: '["subnet-b","subnet-a"]',
  },
};

/** What the template says of that cache. */
export const WANTED_SERVERLESS = { NetworkType: 'ipv4', SubnetIds: ['subnet-a', 'subnet-b'], ServerlessCacheName: 'sessions-1a2b3c4d' };

export const SERVERLESS_PROPERTIES = {
  GroupLogicalId: 'Cache',
  CacheKind: 'SERVERLESS',
  Wanted: WANTED_SERVERLESS,
  WantedSet: '1',
  OnlineResharding: 'false',
  UpdateReplacePolicy: 'Snapshot',
};

export const SNAPSHOT: LastSnapshot = {
  name: 'automatic.cac1x2y3z-2026-11-22-03-00',
  createdAt: new Date('2026-11-22T03:04:05Z'),
  sizes: ['512 MB', '498 MB', '505 MB'],
};

export const USAGE: Usage = { bytes: 1_610_612_736, bytesOfAllNodes: 3_221_225_472, shardsTold: 3, at: new Date('2026-11-23T10:00:00Z') };

/** What the template says of that group. */
export const WANTED = { NetworkType: 'ipv4', Engine: 'valkey', CacheSubnetGroupName: 'subnets', Port: '6379', AtRestEncryptionEnabled: 'true', NumNodeGroups: '3' };

export const PROPERTIES = { GroupLogicalId: 'Cache', Wanted: WANTED, WantedSet: '1', OnlineResharding: 'true', UpdateReplacePolicy: 'Snapshot' };

/** An update of the group: properties of the deployment before and of this one; the same unless told otherwise. */
export function updateOf(wanted: object, more: object = {}, before: object = PROPERTIES): GuardIsCompleteEvent {
  return {
    RequestType: 'Update',
    NextStep: 'isComplete',
    ResourceType: 'Custom::ElastiCacheReplacementGuard',
    StackId: STACK_ID,
    LogicalResourceId: 'CacheReplacementGuard',
    PhysicalResourceId: 'replacement-guard/1b2c3d4e/CacheReplacementGuard',
    ResourceProperties: { ...PROPERTIES, Wanted: wanted, ...more },
    OldResourceProperties: before,
    Data: { StartedAtMillis: String(STARTED), DeadlineAtMillis: String(STARTED + 240_000) },
  };
}

/** The first deployment with a guard. */
export function firstGuardOf(wanted: object, more: object = {}): GuardIsCompleteEvent {
  const { StackId, LogicalResourceId, ResourceType, ResourceProperties, Data = {} } = updateOf(wanted, more);
  return { RequestType: 'Create', NextStep: 'isComplete', StackId, LogicalResourceId, ResourceType, ResourceProperties, Data };
}

type Answer<Value> = Value | Error;

/** Services that answer as the test says; a list gives one answer a call, the last one repeats. */
export class FakeGuardServices implements GuardServices {
  public status: Answer<string | undefined>[] = ['UPDATE_IN_PROGRESS'];
  public id: Answer<string | undefined> = LIVE.replicationGroupId;
  public group: Answer<LiveGroup | undefined> = LIVE;
  public serverlessCache: Answer<LiveServerlessCache | undefined> = LIVE_SERVERLESS;
  public snapshot: Answer<LastSnapshot | undefined> = SNAPSHOT;
  public inUse: Answer<Usage | undefined> = USAGE;
  public clock = STARTED;
  public readonly lines: string[] = [];
  public readonly calls: string[] = [];

  public readonly stacks = {
    stackStatus: (stackId: string): Promise<string | undefined> => {
      this.calls.push(`DescribeStacks ${stackId}`);
      return settle(this.status.length > 1 ? this.status.shift() : this.status[0]);
    },
  };

  public readonly resources = {
    physicalId: (stackId: string, logicalId: string): Promise<string | undefined> => {
      this.calls.push(`DescribeStackResource ${stackId} ${logicalId}`);
      return settle(this.id);
    },
  };

  public readonly live: LiveCacheReader = {
    describe: (id) => {
      this.calls.push(`DescribeReplicationGroups ${id}`);
      return settle(this.group);
    },
    lastSnapshot: (id) => {
      this.calls.push(`DescribeSnapshots ${id}`);
      return settle(this.snapshot);
    },
  };

  public readonly serverless: LiveCacheReader = {
    describe: (id) => {
      this.calls.push(`DescribeServerlessCaches ${id}`);
      return settle(this.serverlessCache);
    },
    lastSnapshot: (id) => {
      this.calls.push(`DescribeServerlessCacheSnapshots ${id}`);
      return settle(this.snapshot);
    },
  };

  public readonly usage: UsageReader = {
    usage: (cache) => {
      this.calls.push(`GetMetricData ${idOf(cache)}`);
      return settle(this.inUse);
    },
  };

  public readonly log = (entry: object): void => {
    this.lines.push(JSON.stringify(entry));
  };

  public readonly now = (): number => this.clock;
}

function settle<Value>(answer: Answer<Value>): Promise<Value> {
  return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
}
