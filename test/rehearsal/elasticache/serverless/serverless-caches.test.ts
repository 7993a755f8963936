import {
  DescribeServerlessCachesCommand,
  DescribeServerlessCacheSnapshotsCommand,
  ElastiCacheClient,
  paginateDescribeServerlessCacheSnapshots,
} from '@aws-sdk/client-elasticache';
import { type Properties, type ResourceProvider } from '../../../../rehearsal/cloudformation/resource-provider';
import { startEmbeddedCluster } from '../../../../rehearsal/cluster/embedded/embedded-cluster';
import { findRedisServer } from '../../../../rehearsal/cluster/find-redis-server';
import { elastiCacheService } from '../../../../rehearsal/elasticache/elasticache-service';
import { ReplicationGroups } from '../../../../rehearsal/elasticache/replication-groups';
import { SERVERLESS_CREATE_ONLY } from '../../../../rehearsal/elasticache/serverless/serverless-configuration';
import { ServerlessCaches } from '../../../../rehearsal/elasticache/serverless/serverless-caches';
import { type FrontDoor, startFrontDoor } from '../../../../rehearsal/http/front-door';
import { Iam } from '../../../../rehearsal/iam/iam';
import { REPLACING_SERVERLESS_PROPERTIES } from '../../../../lambda/gate/guard/replacing-serverless-properties';
import { ServiceError } from '../../../../rehearsal/http/service';
import { contextOf } from '../../resource-context';

const TYPE = 'AWS::ElastiCache::ServerlessCache';
const ARN = 'arn:aws:elasticache:us-east-1:123456789012';
const CONTEXT = contextOf(TYPE, 'Cache');
const PROPERTIES = {
  ServerlessCacheName: 'Sessions',
  Engine: 'valkey',
  MajorEngineVersion: '8',
  Description: 'for tests',
  NetworkType: 'dual_stack',
  SubnetIds: ['subnet-a', 'subnet-b'],
  SecurityGroupIds: ['sg-1'],
  UserGroupId: 'Users',
  SnapshotRetentionLimit: '7',
  DailySnapshotTime: '03:00',
};

function providerOf({ providers }: ServerlessCaches): ResourceProvider {
  const provider = providers[TYPE];
  if (provider === undefined) throw new Error('no provider');
  return provider;
}

describe('serverless caches', () => {
  let caches: ServerlessCaches;
  const names = new Map<string, object>();
  beforeEach(() => {
    names.clear();
    caches = new ServerlessCaches({
      log: () => undefined,
      startNodes: startEmbeddedCluster,
      names: { set: (name, addresses) => void names.set(name, addresses), delete: (name) => void names.delete(name) },
      checkUserGroup: (id) => {
        if (id !== 'users') throw new ServiceError('UserGroupNotFoundFault', `UserGroup ${id} not found.`, 404);
      },
    });
  });
  afterEach(() => caches.close());
  const create = (more: Properties = {}) => providerOf(caches).create({ ...PROPERTIES, ...more }, CONTEXT);

  test('have their name in lower case, and one name for both endpoints', async () => {
    const { physicalId, attributes } = await create();
    const [cache] = caches.all();
    expect(physicalId).toBe('sessions');
    expect(attributes).toMatchObject({
      ARN: `${ARN}:serverlesscache:sessions`,
      Endpoint: { Address: expect.stringMatching(/^sessions-[0-9a-f]{6}\.serverless\.use1\.cache\.amazonaws\.com$/) as string, Port: String(cache?.members[0]?.node.port) },
      FullEngineVersion: '8.1',
    });
    expect([...names]).toEqual([[cache?.endpoint.Address, { ipv4: '127.0.0.1', ipv6: '::1' }]]);
    expect(cache?.members).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['ipv4', { ipv4: '127.0.0.1' }],
    ['ipv6', { ipv6: '::1' }],
  ])('have addresses of the families of %s', async (NetworkType, addresses) => {
    await create({ NetworkType });
    expect([...names.values()]).toEqual([addresses]);
  });

  test('change in place, and write down every call', async () => {
    const state = await create();
    await providerOf(caches).update(state, PROPERTIES, { ...PROPERTIES, Description: 'other' }, CONTEXT);
    await providerOf(caches).delete(state, PROPERTIES, CONTEXT);
    expect(caches.changes.map(({ operation, serverlessCacheName }) => `${operation} ${serverlessCacheName}`)).toEqual([
      'CreateServerlessCache sessions', 'ModifyServerlessCache sessions', 'DeleteServerlessCache sessions',
    ]);
    expect([caches.all(), [...names], caches.snapshots.of('sessions')]).toEqual([[], [], []]);
    // CloudFormation may ask again
    await providerOf(caches).delete(state, PROPERTIES, CONTEXT);
    await expect(providerOf(caches).update(state, PROPERTIES, PROPERTIES, CONTEXT)).rejects.toThrow('not found');
  });

  test('leave a last snapshot under the name that they were told, once', async () => {
    await providerOf(caches).delete(await create({ FinalSnapshotName: 'Goodbye' }), PROPERTIES, CONTEXT);
    expect(caches.snapshots.of('sessions')).toMatchObject([{ name: 'goodbye' }]);
    const again = await create({ FinalSnapshotName: 'Goodbye' });
    await expect(providerOf(caches).delete(again, PROPERTIES, CONTEXT)).rejects.toThrow('Serverless cache snapshot goodbye already exists.');
    expect(caches.find('SESSIONS')?.id).toBe('sessions');
  });

  test.each<[string, Properties, RegExp]>([
    ['another engine', { Engine: 'memcached' }, /no serverless caches of the engine "memcached"/],
    ['no network type that there is', { NetworkType: 'both' }, /NetworkType is "both"/],
    ['a user group that is not there', { UserGroupId: 'others' }, /UserGroup others not found/],
    ['a snapshot that is not there', { SnapshotArnsToRestore: ['arn:1'] }, /Serverless cache snapshot arn:1 not found/],
  ])('are refused with %s', async (_, more, text) => {
    await expect(create(more)).rejects.toThrow(text);
    expect([caches.all(), caches.changes]).toEqual([[], []]);
  });

  test('have a name that no other has', async () => {
    await create();
    await expect(create()).rejects.toThrow('Serverless cache sessions already exists.');
  });

  test('are found for an import, and replaced for what the guard knows', async () => {
    await create();
    const { finder, createOnly } = providerOf(caches);
    expect(finder?.find({ ServerlessCacheName: 'sessions' })?.physicalId).toBe('sessions');
    expect(finder?.find({ ServerlessCacheName: 'others' })).toBeUndefined();
    expect(createOnly).toEqual([...SERVERLESS_CREATE_ONLY]);
    expect([...SERVERLESS_CREATE_ONLY]).toEqual(REPLACING_SERVERLESS_PROPERTIES.map(({ name }) => name).sort());
  });
});

const hasServer = findRedisServer() !== undefined;

(hasServer ? test : test.skip)(`a serverless cache begins with what a snapshot holds${hasServer ? '' : ' (skipped: there is no redis-server)'}`, async () => {
  const caches = new ServerlessCaches({ log: () => undefined });
  try {
    const old = await providerOf(caches).create({ ...PROPERTIES, FinalSnapshotName: 'last' }, CONTEXT);
    await caches.find('sessions')?.members[0]?.node.command(['SET', 'order:1', 'tea']);
    await providerOf(caches).delete(old, {}, CONTEXT);
    const [snapshot] = caches.snapshots.of('sessions');
    expect(snapshot).toMatchObject({ name: 'last', keys: 1 });
    await providerOf(caches).create({ ...PROPERTIES, ServerlessCacheName: 'next', SnapshotArnsToRestore: [snapshot?.arn] }, CONTEXT);
    expect(await caches.find('next')?.members[0]?.node.command(['GET', 'order:1'])).toBe('tea');
  } finally {
    await caches.close();
  }
});

describe('the API of serverless caches, through the real client', () => {
  const iam = new Iam(() => undefined);
  const groups = new ReplicationGroups({ log: () => undefined, startNodes: startEmbeddedCluster });
  const caches = new ServerlessCaches({ log: () => undefined, startNodes: startEmbeddedCluster });
  let door: FrontDoor;
  let roleArn = '';
  const clients: ElastiCacheClient[] = [];
  const clientOf = (accessKeyId: string) => {
    const client = new ElastiCacheClient({ endpoint: door.url, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey: 'x' }, maxAttempts: 1 });
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    door = await startFrontDoor({
      services: [elastiCacheService(groups, iam, { region: 'us-east-1', account: '123456789012' }, caches)],
      callers: { callerOf: (accessKeyId) => (accessKeyId === 'FUNCTION' ? { roleArn } : undefined) },
      onResponse: () => false,
      log: () => undefined,
    });
    const allow = (action: string, resource: string) => ({ Effect: 'Allow', Action: `elasticache:${action}`, Resource: `${ARN}:${resource}` });
    const statements = [allow('DescribeServerlessCaches', 'serverlesscache:sessions'), allow('DescribeServerlessCacheSnapshots', 'serverlesscachesnapshot:*')];
    const role = await iam.providers['AWS::IAM::Role']?.create({ Policies: [{ PolicyDocument: { Statement: statements } }] }, contextOf('AWS::IAM::Role', 'Role'));
    roleArn = String(role?.attributes['Arn']);
    await providerOf(caches).create(PROPERTIES, CONTEXT);
    await providerOf(caches).create({ ...PROPERTIES, ServerlessCacheName: 'keyed', KmsKeyId: 'key-1' }, CONTEXT);
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await caches.close();
    await door.close();
  });

  test('DescribeServerlessCaches gives what a guard asks for', async () => {
    const { ServerlessCaches: found } = await clientOf('CLI').send(new DescribeServerlessCachesCommand({ ServerlessCacheName: 'Sessions' }));
    const { Address = '', Port = 0 } = caches.find('sessions')?.endpoint ?? {};
    expect(found).toEqual([
      {
        ServerlessCacheName: 'sessions',
        ARN: `${ARN}:serverlesscache:sessions`,
        Description: 'for tests',
        CreateTime: expect.any(Date) as Date,
        Status: 'available',
        Engine: 'valkey',
        MajorEngineVersion: '8',
        FullEngineVersion: '8.1',
        StorageEncryptionType: 'sse-elasticache',
        NetworkType: 'dual_stack',
        SubnetIds: ['subnet-a', 'subnet-b'],
        SecurityGroupIds: ['sg-1'],
        UserGroupId: 'users',
        SnapshotRetentionLimit: 7,
        DailySnapshotTime: '03:00',
        Endpoint: { Address, Port },
        ReaderEndpoint: { Address, Port },
      },
    ]);
  });

  test('DescribeServerlessCaches without a name gives all', async () => {
    const { ServerlessCaches: found = [] } = await clientOf('CLI').send(new DescribeServerlessCachesCommand({}));
    expect(found.map(({ ServerlessCacheName, StorageEncryptionType }) => [ServerlessCacheName, StorageEncryptionType])).toEqual([
      ['sessions', 'sse-elasticache'], ['keyed', 'sse-kms'],
    ]);
  });

  test('a cache that is not there is a fault', async () => {
    await expect(clientOf('CLI').send(new DescribeServerlessCachesCommand({ ServerlessCacheName: 'others' }))).rejects.toMatchObject({ name: 'ServerlessCacheNotFoundFault' });
  });

  test('a function may ask what its role allows, for snapshots of a cache about both', async () => {
    const client = clientOf('FUNCTION');
    expect(await client.send(new DescribeServerlessCachesCommand({ ServerlessCacheName: 'sessions' }))).toMatchObject({ ServerlessCaches: [{}] });
    await expect(client.send(new DescribeServerlessCachesCommand({ ServerlessCacheName: 'keyed' }))).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(client.send(new DescribeServerlessCacheSnapshotsCommand({ ServerlessCacheName: 'sessions' }))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('snapshots come in pages', async () => {
    const cache = caches.find('keyed');
    if (cache === undefined) throw new Error('no cache');
    await caches.snapshots.takeAutomatic(cache);
    await caches.snapshots.takeFinal(cache, 'by-hand');
    const found = [];
    for await (const { ServerlessCacheSnapshots = [] } of paginateDescribeServerlessCacheSnapshots({ client: clientOf('CLI'), pageSize: 1 }, { ServerlessCacheName: 'keyed' })) {
      found.push(ServerlessCacheSnapshots);
    }
    expect(found).toMatchObject([
      [{ ServerlessCacheSnapshotName: expect.stringMatching(/^automatic\.keyed-/) as string, SnapshotType: 'automated', Status: 'available' }],
      [{ ServerlessCacheSnapshotName: 'by-hand', SnapshotType: 'manual', BytesUsedForCache: expect.stringMatching(/^\d+$/) as string, CreateTime: expect.any(Date) as Date }],
    ]);
    const { ServerlessCacheSnapshots: named } = await clientOf('CLI').send(new DescribeServerlessCacheSnapshotsCommand({ ServerlessCacheSnapshotName: 'By-Hand' }));
    expect(named).toHaveLength(1);
  });
});
