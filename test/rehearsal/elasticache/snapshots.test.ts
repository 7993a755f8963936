import { DescribeSnapshotsCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { findRedisServer } from '../../../rehearsal/cluster/find-redis-server';
import { elastiCacheService } from '../../../rehearsal/elasticache/elasticache-service';
import { type ReplicationGroup } from '../../../rehearsal/elasticache/replication-group';
import { ReplicationGroups } from '../../../rehearsal/elasticache/replication-groups';
import { readStrings, writeStrings } from '../../../rehearsal/elasticache/stored-strings';
import { type FrontDoor, startFrontDoor } from '../../../rehearsal/http/front-door';
import { Iam } from '../../../rehearsal/iam/iam';
import { contextOf } from '../resource-context';

const TYPE = 'AWS::ElastiCache::ReplicationGroup';
const CONTEXT = contextOf(TYPE, 'Cache');
const DATA = new Map(Array.from({ length: 200 }, (_, index) => [`key-${index}`, `value ${index} äöü`]));
const hasServer = findRedisServer() !== undefined;

(hasServer ? describe : describe.skip)(`snapshots of replication groups on real nodes${hasServer ? '' : ' (skipped: there is no redis-server)'}`, () => {
  const iam = new Iam(() => undefined);
  const groups = new ReplicationGroups({ log: () => undefined, nodeTimeoutMillis: 1000 });
  let door: FrontDoor;
  let client: ElastiCacheClient;

  const create = async (id: string, properties: object = {}): Promise<ReplicationGroup> => {
    await groups.providers[TYPE]?.create({ ReplicationGroupDescription: 'x', ReplicationGroupId: id, NumNodeGroups: 2, ReplicasPerNodeGroup: 0, ...properties }, CONTEXT);
    const group = groups.find(id);
    if (group === undefined) throw new Error(`no group ${id}`);
    return group;
  };
  const dataOf = async ({ cluster }: ReplicationGroup) => new Map((await Promise.all(cluster.nodes.map(readStrings))).flatMap((strings) => [...strings]));
  const snapshotsOf = async (ReplicationGroupId: string) => (await client.send(new DescribeSnapshotsCommand({ ReplicationGroupId }))).Snapshots ?? [];

  let source: ReplicationGroup;
  beforeAll(async () => {
    door = await startFrontDoor({
      services: [elastiCacheService(groups, iam, { region: 'us-east-1', account: '123456789012' })],
      callers: { callerOf: () => undefined },
      onResponse: () => false,
      log: () => undefined,
    });
    client = new ElastiCacheClient({ endpoint: door.url, region: 'us-east-1', credentials: { accessKeyId: 'CLI', secretAccessKey: 'x' }, maxAttempts: 1 });
    source = await create('source');
    await writeStrings(source.cluster.nodes, DATA);
  });
  afterAll(async () => {
    client.destroy();
    await groups.close();
    await door.close();
  });

  test('strings are where their slots are, and are all read again', async () => {
    expect(await dataOf(source)).toEqual(DATA);
    expect((await Promise.all(source.cluster.nodes.map(readStrings))).map(({ size }) => size > 0)).toEqual([true, true]);
  });

  test('an automatic one is described with the size of every shard', async () => {
    expect(await snapshotsOf('source')).toEqual([]);
    const name = await groups.snapshots.takeAutomatic(source);

    expect(name).toMatch(/^automatic\.source-\d{4}-\d\d-\d\d-\d\d-\d\d$/);
    const node = (shard: string) => ({ NodeGroupId: shard, CacheClusterId: `source-${shard}-001`, CacheSize: expect.stringMatching(/^[1-9]\d* MB$/) as string, SnapshotCreateTime: expect.any(Date) as Date });
    expect(await snapshotsOf('source')).toMatchObject([{ SnapshotName: name, SnapshotStatus: 'available', SnapshotSource: 'automated', NodeSnapshots: [node('0001'), node('0002')] }]);
  });

  test('a group that is made from one has its data', async () => {
    const SnapshotName = await groups.snapshots.takeAutomatic(source);

    expect(await dataOf(await create('restored', { SnapshotName, NumNodeGroups: 1 }))).toEqual(DATA);
  });

  test('a group that is made from one that there is not is refused', async () => {
    await expect(create('lost', { SnapshotName: 'none' })).rejects.toThrow('Snapshot none not found.');
    expect(groups.find('lost')).toBeUndefined();
  });

  test('one that was there before everything else serves as well', async () => {
    groups.snapshots.keep('of-yesterday', new Map([['greeting', 'hello']]));

    expect(await dataOf(await create('heir', { SnapshotName: 'of-yesterday', NumNodeGroups: 1 }))).toEqual(new Map([['greeting', 'hello']]));
  });

  test('a group without cluster mode has them too, from its primary and from its replica alike', async () => {
    const properties = { ClusterMode: 'disabled', NumNodeGroups: undefined, ReplicasPerNodeGroup: undefined, NumCacheClusters: 2 };
    const single = await create('single', properties);
    await writeStrings(single.cluster.nodes, DATA);
    await single.cluster.nodes[0]?.command(['WAIT', '1', '5000']);

    expect(await Promise.all(single.cluster.nodes.map(readStrings))).toEqual([DATA, DATA]);
    expect(await dataOf(await create('single-again', { ...properties, SnapshotName: await groups.snapshots.takeFinal(single) }))).toEqual(DATA);
  });

  test('a final one is taken where the policy says so, and not where it does not', async () => {
    for (const [id, finalSnapshot] of [['kept', true], ['gone', false]] as const) {
      await create(id, { NumNodeGroups: 1 });
      await groups.providers[TYPE]?.delete({ physicalId: id, attributes: {} }, {}, { ...CONTEXT, finalSnapshot });
    }

    expect([await snapshotsOf('kept'), await snapshotsOf('gone')]).toMatchObject([[{ SnapshotName: expect.stringMatching(/^kept-final-/) as string }], []]);
  });

  test('what changed groups is remembered in order', () => {
    expect(groups.changes.filter(({ replicationGroupId }) => replicationGroupId === 'gone').map(({ operation }) => operation)).toEqual([
      'CreateReplicationGroup',
      'DeleteReplicationGroup',
    ]);
  });
});

describe('snapshots and embedded nodes, which keep no data', () => {
  test('a group is made from one all the same', async () => {
    const embedded = new ReplicationGroups({ log: () => undefined, startNodes: startEmbeddedCluster });
    embedded.snapshots.keep('of-yesterday', DATA);
    await embedded.have({ ReplicationGroupId: 'heir', SnapshotName: 'of-yesterday', NumNodeGroups: 1, ReplicasPerNodeGroup: 0 });

    expect(embedded.members('heir')).toHaveLength(1);
    await embedded.close();
  });
});
