import { type CacheCluster } from '../../../rehearsal/cluster/cluster';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { findRedisServer } from '../../../rehearsal/cluster/find-redis-server';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { readNodeGroups } from '../../../rehearsal/elasticache/node-group-shapes';
import { ReplicationGroups } from '../../../rehearsal/elasticache/replication-groups';

const UNEVEN = { NodeGroupConfiguration: [{ NodeGroupId: '7', Slots: '0-99,200-16383', ReplicaCount: '1' }, { Slots: '100-199', ReplicaCount: 2 }] };

describe('the shards of a group', () => {
  test('are all alike without a configuration of their own', () => {
    expect(readNodeGroups({ NumNodeGroups: '2', ReplicasPerNodeGroup: 1 }, true)).toEqual([
      { id: '0001', replicas: 1 },
      { id: '0002', replicas: 1 },
    ]);
    expect(readNodeGroups({ NumCacheClusters: 3 }, false)).toEqual([{ id: '0001', replicas: 2 }]);
  });

  test('have ids, slots and replicas of their own with one', () => {
    expect(readNodeGroups(UNEVEN, true)).toEqual([
      { id: '0007', replicas: 1, slots: [{ first: 0, last: 99 }, { first: 200, last: 16_383 }] },
      { id: '0002', replicas: 2, slots: [{ first: 100, last: 199 }] },
    ]);
  });

  test.each([
    ['another number of shards', { NumNodeGroups: 3, ...UNEVEN }, 'NumNodeGroups is 3 but NodeGroupConfiguration has 2 entries.'],
    ['one id twice', { NodeGroupConfiguration: [{ NodeGroupId: '2' }, {}] }, 'have the same NodeGroupId'],
    ['another number of zones than replicas', { NodeGroupConfiguration: [{ ReplicaCount: 2, ReplicaAvailabilityZones: ['a'] }] }, 'Node group 0001 has 2 replicas but 1 ReplicaAvailabilityZones.'],
    ['a slot left out', { NodeGroupConfiguration: [{ Slots: '0-99' }, { Slots: '101-16383' }] }, 'must have each slot from 0 to 16383 once'],
    ['a slot twice', { NodeGroupConfiguration: [{ Slots: '0-100' }, { Slots: '100-16383' }] }, 'must have each slot from 0 to 16383 once'],
    ['slots of one shard only', { NodeGroupConfiguration: [{ Slots: '0-16383' }, {}] }, 'must have each slot from 0 to 16383 once'],
    ['no slots', { NodeGroupConfiguration: [{ Slots: 'all' }] }, 'Slots is "all"'],
  ])('are refused with %s', (_, properties, message) => {
    expect(() => readNodeGroups(properties, true)).toThrow(message);
  });
});

const KINDS = [['embedded', startEmbeddedCluster] as const, ...(findRedisServer() === undefined ? [] : [['redis-server', startRedisCluster] as const])];

describe.each(KINDS)('a group of uneven shards on %s nodes', (_, startNodes) => {
  let cluster: CacheCluster | undefined;
  const groups = new ReplicationGroups({
    log: () => undefined,
    nodeTimeoutMillis: 1000,
    startNodes: async (options) => (cluster = await startNodes(options)),
  });
  beforeAll(() => groups.have({ ReplicationGroupId: 'uneven', ReplicationGroupDescription: 'uneven', ClusterMode: 'enabled', ...UNEVEN }));
  afterAll(() => groups.close());

  test('has members named after its shards', () => {
    expect(groups.members('uneven').map(({ memberId, nodeGroupId, node }) => [memberId, nodeGroupId, node.role])).toEqual([
      ['uneven-0002-001', '0002', 'primary'],
      ['uneven-0002-002', '0002', 'replica'],
      ['uneven-0002-003', '0002', 'replica'],
      ['uneven-0007-001', '0007', 'primary'],
      ['uneven-0007-002', '0007', 'replica'],
    ]);
  });

  test('has the slots that were asked for, a row for each range, and replicas where they belong', async () => {
    const rows = (await cluster?.nodes[0]?.command(['CLUSTER', 'SLOTS'])) as [number, number, ...[string, number, string][]][];
    const idOf = (memberId: string) => groups.members('uneven').find((member) => member.memberId === memberId)?.node.id;
    const [seventh, second] = [['uneven-0007-001', 'uneven-0007-002'].map(idOf), ['uneven-0002-001', 'uneven-0002-002', 'uneven-0002-003'].map(idOf)];
    const seen = rows.map(([first, last, ...nodes]) => [first, last, nodes.map(([, , id]) => id).sort()]).sort(([one], [other]) => Number(one) - Number(other));
    expect(seen).toEqual([
      [0, 99, seventh.sort()],
      [100, 199, second.sort()],
      [200, 16_383, seventh.sort()],
    ]);
  });
});
