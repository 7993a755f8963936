import { type Properties } from '../../../rehearsal/cloudformation/resource-provider';
import { type Addresses } from '../../../rehearsal/dns/name-server';
import { findRedisServer } from '../../../rehearsal/cluster/find-redis-server';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { readGroup } from '../../../rehearsal/elasticache/group-configuration';
import { assertGroupMayChange } from '../../../rehearsal/elasticache/group-change';
import { ReplicationGroups } from '../../../rehearsal/elasticache/replication-groups';
import { writeStrings, readStrings } from '../../../rehearsal/elasticache/stored-strings';
import { contextOf } from '../resource-context';

const TYPE = 'AWS::ElastiCache::ReplicationGroup';
const GROUP: Properties = { ReplicationGroupId: 'cache', ReplicationGroupDescription: 'x', NumCacheClusters: 2, ClusterMode: 'disabled' };
const isReal = findRedisServer() !== undefined;

describe('changes of a group', () => {
  const change = (after: Properties, before: Properties = GROUP) => () => {
    assertGroupMayChange(readGroup(before), readGroup({ ...before, ...after }));
  };

  test.each([
    ['compatible', GROUP],
    ['enabled', { ...GROUP, ClusterMode: 'compatible' }],
  ])('are made to the cluster mode %s, from the one before it', (ClusterMode, before) => {
    expect(change({ ClusterMode }, before)).not.toThrow();
  });

  test.each([
    ['disabled', 'enabled'],
    ['compatible', 'disabled'],
    ['enabled', 'compatible'],
  ])('are refused from the cluster mode %s to %s', (from, to) => {
    expect(change({ ClusterMode: to }, { ...GROUP, ClusterMode: from })).toThrow(`can not be modified from ${from} to ${to}.`);
  });

  test('are refused beside a change of the cluster mode', () => {
    expect(change({ ClusterMode: 'compatible', ReplicationGroupDescription: 'y', EngineVersion: '8.1' })).toThrow('nothing else can be modified: description, engineVersion.');
  });

  test('are refused of the cluster mode without a replica', () => {
    expect(change({ ClusterMode: 'compatible' }, { ...GROUP, NumCacheClusters: 1 })).toThrow('only of a group with a replica');
  });

  test('are not modelled of the size and of TLS', () => {
    expect(change({ NumCacheClusters: 3 })).toThrow('can not change the shards and replicas');
    expect(change({ TransitEncryptionEnabled: true })).toThrow('can not change the in-transit encryption');
  });
});

describe('a group that gets cluster mode', () => {
  const names = new Map<string, Addresses>();
  const groups = new ReplicationGroups({
    log: () => undefined,
    nodeTimeoutMillis: 1000,
    startNodes: isReal ? startRedisCluster : startEmbeddedCluster,
    names: { set: (name, addresses) => names.set(name, addresses), delete: (name) => names.delete(name) },
  });
  afterAll(() => groups.close());

  test('keeps ids, names and data in both steps, and has the endpoints of each', async () => {
    const provider = groups.providers[TYPE];
    const context = contextOf(TYPE, 'Cache');
    const created = await provider?.create(GROUP, context);
    if (provider === undefined || created === undefined) throw new Error(`no ${TYPE}`);
    const strings = new Map(['one', 'two', 'three'].map((key) => [key, `value of ${key}`]));
    const nodes = () => groups.members('cache').map(({ node }) => node);
    if (isReal) await writeStrings(nodes(), strings);
    const nodeNames = [...names.keys()].filter((name) => name.startsWith('cache-00'));
    expect(nodeNames).toHaveLength(2);

    const step = (ClusterMode: string, before: string) => provider.update(created, { ...GROUP, ClusterMode: before }, { ...GROUP, ClusterMode }, context);
    const compatible = await step('compatible', 'disabled');
    expect(Object.keys(compatible.attributes).sort()).toEqual(['ConfigurationEndPoint', 'PrimaryEndPoint', 'ReadEndPoint', 'ReaderEndPoint']);
    const enabled = await step('enabled', 'compatible');
    expect(Object.keys(enabled.attributes)).toEqual(['ConfigurationEndPoint']);

    expect(groups.members('cache').map(({ memberId }) => memberId)).toEqual(['cache-001', 'cache-002']);
    expect([...names.keys()]).toEqual(expect.arrayContaining(nodeNames));
    expect(await nodes()[0]?.command(['CLUSTER', 'INFO'])).toContain('cluster_state:ok');
    const [primary] = nodes();
    if (isReal && primary !== undefined) expect(await readStrings(primary)).toEqual(strings);
  });
});
