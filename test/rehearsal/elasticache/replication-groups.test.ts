import { setTimeout as sleep } from 'node:timers/promises';
import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type Properties, type ResourceProvider } from '../../../rehearsal/cloudformation/resource-provider';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { LOOPBACK } from '../../../rehearsal/cluster/loopback';
import { ReplicationGroups, type ReplicationGroupsOptions } from '../../../rehearsal/elasticache/replication-groups';
import { contextOf } from '../resource-context';

const TYPE = 'AWS::ElastiCache::ReplicationGroup';
const CONTEXT = contextOf(TYPE, 'Cache');
const GROUP = { ReplicationGroupDescription: 'x', ReplicationGroupId: 'cache', NetworkType: 'dual_stack', NumNodeGroups: 2, ReplicasPerNodeGroup: 1 };
const NODE_DELAY = 100;

describe('replication groups', () => {
  let groups: ReplicationGroups;
  let lines: string[];
  let times: number[];

  const open = (options: Partial<ReplicationGroupsOptions> = {}) => {
    lines = [];
    times = [];
    const log = (_source: string, line: string) => {
      lines.push(line);
      times.push(Date.now());
    };
    groups = new ReplicationGroups({ log, nodeDelayMillis: NODE_DELAY, nodeTimeoutMillis: 1000, startNodes: startEmbeddedCluster, ...options });
  };
  beforeEach(() => {
    open();
  });
  afterEach(async () => {
    await groups.close();
  });

  const provider = (type = TYPE): ResourceProvider => {
    const found = groups.providers[type];
    if (found === undefined) throw new Error(`no provider of ${type}`);
    return found;
  };
  const create = (properties: Properties = GROUP) => provider().create(properties, CONTEXT);
  const discover = (IpDiscovery: string) => provider().update({ physicalId: 'cache', attributes: {} }, GROUP, { ...GROUP, IpDiscovery }, CONTEXT);
  /** Which family each node announces of itself, in the order of the members. */
  const announced = async (): Promise<string[]> =>
    Promise.all(
      groups.members('cache').map(async ({ node }) => {
        const rows = (await node.command(['CLUSTER', 'SLOTS'])) as [number, number, ...[string, number, string][]][];
        return rows.flatMap(([, , ...entries]) => entries).find(([, , id]) => id === node.id)?.[0] ?? 'missing';
      }),
    );
  const all = (family: AddressFamily) => groups.members('cache').map(() => LOOPBACK[family]);
  const eventually = async (expected: readonly string[]) => {
    for (let waited = 0; waited < 10_000 && (await announced()).join() !== expected.join(); waited += 20) await sleep(20);
    expect(await announced()).toEqual(expected);
  };

  test('have members named as ElastiCache names them, primaries first', async () => {
    const state = await create();
    expect(state.physicalId).toBe('cache');
    expect(groups.members('cache').map(({ memberId, nodeGroupId, node }) => [memberId, nodeGroupId, node.shard, node.role])).toEqual([
      ['cache-0001-001', '0001', 0, 'primary'],
      ['cache-0001-002', '0001', 0, 'replica'],
      ['cache-0002-001', '0002', 1, 'primary'],
      ['cache-0002-002', '0002', 1, 'replica'],
    ]);
    const port = String(groups.members('cache')[0]?.node.port);
    expect(state.attributes).toEqual({ ConfigurationEndPoint: { Address: expect.any(String) as string, Port: port } });
    expect(lines).toEqual(['cache has 4 nodes (embedded embedded) that announce ipv4']);
  });

  test('a change of IP discovery is done for CloudFormation at once; the nodes follow one after the other, both ways', async () => {
    await create();
    const began = Date.now();
    await discover('ipv6');
    expect(lines).toHaveLength(1);
    expect(groups.find('cache')?.configuration.ipDiscovery).toBe('ipv6');
    await eventually(all('ipv6'));
    expect(lines.slice(1).sort()).toEqual(groups.members().map(({ memberId }) => `${memberId} announces ipv6 from now on`));
    // Timers may fire a millisecond early.
    times.slice(1).forEach((time, position) => {
      expect(time - began).toBeGreaterThanOrEqual((position + 1) * (NODE_DELAY - 1));
    });
    await discover('ipv4');
    await eventually(all('ipv4'));
  });

  test('a second change while the first one runs takes its place', async () => {
    await create();
    await discover('ipv6');
    await sleep(2.5 * NODE_DELAY);
    await discover('ipv4');
    await eventually(all('ipv4'));
    await sleep(6 * NODE_DELAY);
    expect(await announced()).toEqual(all('ipv4'));
  });

  test('one node can be told to stay behind, and be released', async () => {
    await create();
    groups.neverConverge = (memberId) => memberId === 'cache-0001-002';
    await discover('ipv6');
    await eventually(['::1', '127.0.0.1', '::1', '::1']);
    await sleep(5 * NODE_DELAY);
    expect((await announced())[1]).toBe('127.0.0.1');
    groups.neverConverge = () => false;
    await eventually(all('ipv6'));
  });

  test('a node that is down follows when it is back', async () => {
    await create();
    const member = groups.members()[1];
    await member?.node.kill();
    await discover('ipv6');
    await sleep(5 * NODE_DELAY);
    await member?.node.restart();
    await eventually(all('ipv6'));
  });

  test('a change of anything else makes no node move', async () => {
    await create();
    await provider().update({ physicalId: 'cache', attributes: {} }, GROUP, { ...GROUP, SecurityGroupIds: ['sg-1'] }, CONTEXT);
    await sleep(3 * NODE_DELAY);
    expect(await announced()).toEqual(all('ipv4'));
    expect(lines).toHaveLength(1);
  });

  test('announce IPv6 from the start when they are made so', async () => {
    await create({ ...GROUP, NetworkType: 'ipv6' });
    expect(await announced()).toEqual(all('ipv6'));
  });

  test('without cluster mode there are no shards in the names, and other endpoints', async () => {
    const state = await create({ ReplicationGroupDescription: 'x', ReplicationGroupId: 'cache', ClusterMode: 'disabled', NumCacheClusters: '2' });
    expect(groups.members().map(({ memberId }) => memberId)).toEqual(['cache-001', 'cache-002']);
    const { PrimaryEndPoint, ReaderEndPoint, ReadEndPoint } = state.attributes as Record<string, { Address: string }>;
    expect(Object.keys(state.attributes)).toEqual(['PrimaryEndPoint', 'ReaderEndPoint', 'ReadEndPoint']);
    expect(PrimaryEndPoint?.Address).toMatch(/^cache\.[0-9a-f]{6}\.ng\.0001\.use1\.cache\.amazonaws\.com$/);
    expect(ReaderEndPoint?.Address).toMatch(/^cache-ro\./);
    expect(ReadEndPoint).toMatchObject({ 'Addresses.List': [expect.stringMatching(/^cache-001\./), expect.stringMatching(/^cache-002\./)] });
  });

  test('a group without an id gets one that ElastiCache would take', async () => {
    const { physicalId } = await create({ ReplicationGroupDescription: 'x' });
    expect(physicalId).toMatch(/^cache-cache-[a-z0-9]{12}$/);
  });

  test('what AWS refuses is refused', async () => {
    await expect(create({ ...GROUP, NetworkType: 'ipv4', IpDiscovery: 'ipv6' })).rejects.toThrow('IpDiscovery ipv6 is not supported for network type ipv4.');
    await expect(create({ ...GROUP, NetworkType: 'ipv5' })).rejects.toThrow('NetworkType is "ipv5": must be one of ipv4, ipv6, dual_stack');
    await create();
    await expect(create()).rejects.toThrow('Replication group cache already exists.');
    await expect(provider().update({ physicalId: 'cache', attributes: {} }, GROUP, { ...GROUP, ReplicasPerNodeGroup: 2 }, CONTEXT)).rejects.toThrow('can not change the shards and replicas');
    await expect(provider().update({ physicalId: 'other', attributes: {} }, GROUP, GROUP, CONTEXT)).rejects.toThrow('ReplicationGroup other not found.');
  });

  test('a deleted group is gone with its nodes, also in the middle of a change', async () => {
    await create();
    const [member] = groups.members();
    await discover('ipv6');
    await provider().delete({ physicalId: 'cache', attributes: {} }, GROUP, CONTEXT);
    expect(groups.all()).toEqual([]);
    await expect(member?.node.command(['PING'])).rejects.toThrow(/ECONNREFUSED/);
    await provider().delete({ physicalId: 'cache', attributes: {} }, GROUP, CONTEXT);
  });

  test('on the nodes that this machine has', async () => {
    groups = new ReplicationGroups({ log: () => undefined, nodeDelayMillis: NODE_DELAY });
    await create();
    await discover('ipv6');
    await eventually(all('ipv6'));
  });

  test('which properties replace a group', () => {
    expect(provider().createOnly).toEqual(expect.arrayContaining(['NetworkType', 'CacheSubnetGroupName', 'Port']));
    expect(provider().createOnly).not.toContain('IpDiscovery');
  });

  test.each([
    ['AWS::ElastiCache::SubnetGroup', 'CacheSubnetGroupName'],
    ['AWS::ElastiCache::ParameterGroup', 'CacheParameterGroupName'],
  ])('%s has a name', async (type, property) => {
    expect(await provider(type).create({ [property]: 'Mine' }, contextOf(type, 'Id'))).toEqual({ physicalId: 'mine', attributes: { [property]: 'mine' } });
    expect((await provider(type).create({}, contextOf(type, 'Id'))).physicalId).toMatch(/^cache-id-/);
  });
});
