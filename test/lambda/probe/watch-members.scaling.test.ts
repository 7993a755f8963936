import { type ProbeResult } from '../../../lambda/probe/probe-result';
import { watchMembers } from '../../../lambda/probe/watch-members';
import { type Member } from '../../../lambda/topology/observation';
import { type CacheCluster } from '../../../rehearsal/cluster/cluster';
import { LOOPBACK } from '../../../rehearsal/cluster/loopback';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { describeWithServers, membersOf, nodeAt, sleep } from './real-cluster';

const BUDGET_MILLIS = 45_000;

describeWithServers('watchMembers while the group changes', () => {
  let cluster: CacheCluster;
  /** A server of its own that has not joined. */
  let other: CacheCluster;
  beforeEach(async () => {
    [cluster, other] = await Promise.all([
      startRedisCluster({ shards: 3, replicasPerShard: 1, nodeTimeoutMillis: 2000 }),
      startRedisCluster({ shards: 1, replicasPerShard: 0, nodeTimeoutMillis: 2000 }),
    ]);
    await nodeAt(other, 0).command(['CLUSTER', 'FLUSHSLOTS']);
  });
  afterEach(() => Promise.all([cluster.close(), other.close()]));

  async function watch(members: readonly Member[], family: 'ipv4' | 'ipv6' = 'ipv4'): Promise<ProbeResult & { millis: number }> {
    const begin = performance.now();
    const result = await watchMembers({ members, targetFamily: family, budgetMillis: BUDGET_MILLIS, pollIntervalMillis: 100 });
    return { ...result, millis: performance.now() - begin };
  }
  const newMember = (): Member => ({ id: 'cache-0007', host: LOOPBACK.ipv4, port: nodeAt(other, 0).port });

  test('scale-out: it ends early and does not open, so that the list is read again; then it opens', async () => {
    await nodeAt(other, 0).command(['CLUSTER', 'MEET', LOOPBACK.ipv4, String(nodeAt(cluster, 0).port)]);
    await joined(nodeAt(cluster, 5).command.bind(nodeAt(cluster, 5)), nodeAt(other, 0).id);
    const stale = await watch(membersOf(cluster, 'ipv4'));
    expect(stale.verdict).toMatchObject({ kind: 'waiting', outdated: true });
    expect(stale.millis).toBeLessThan(30_000);
    expect(JSON.stringify(stale.verdict)).toContain('not a member of the group');
    // CLUSTER SLOTS lists a node as soon as it has slots
    await nodeAt(other, 0).command(['CLUSTER', 'REPLICATE', nodeAt(cluster, 0).id]);
    const fresh = await watch([...membersOf(cluster, 'ipv4'), newMember()]);
    expect(fresh.verdict.kind).toBe('open');
  });

  test('scale-in: a member that the others have forgotten ends it early; without it, it opens', async () => {
    const removed = nodeAt(cluster, 5);
    for (const node of cluster.nodes.slice(0, 5)) await node.command(['CLUSTER', 'FORGET', removed.id]);
    await removed.kill();
    const stale = await watch(membersOf(cluster, 'ipv4'));
    expect(stale.verdict).toMatchObject({ kind: 'waiting', outdated: true });
    expect(stale.millis).toBeLessThan(30_000);
    expect((await watch(membersOf(cluster, 'ipv4').slice(0, 5))).verdict.kind).toBe('open');
  });

  test('failover: a group whose roles have changed opens with the same members', async () => {
    const pending = watch(membersOf(cluster, 'ipv6'), 'ipv6');
    await sleep(500);
    await nodeAt(cluster, 3).command(['CLUSTER', 'FAILOVER']);
    await Promise.all(cluster.nodes.map((node) => node.announce('ipv6')));
    const { verdict } = await pending;
    expect(verdict.kind).toBe('open');
    expect(String(await nodeAt(cluster, 3).command(['CLUSTER', 'NODES']))).toMatch(/myself,master/);
  });

  test('a node that is replaced under its name: the old one does not count for it', async () => {
    const members = membersOf(cluster, 'ipv4').map((member, index) => (index === 5 ? { ...member, port: nodeAt(other, 0).port } : member));
    await nodeAt(cluster, 5).kill();
    // the name leads to a node that has not joined yet
    const early = await watchMembers({ members, targetFamily: 'ipv4', budgetMillis: 1500, pollIntervalMillis: 100 });
    expect(early.verdict.kind).toBe('waiting');
    const pending = watch(members);
    await nodeAt(other, 0).command(['CLUSTER', 'MEET', LOOPBACK.ipv4, String(nodeAt(cluster, 0).port)]);
    await joined(nodeAt(other, 0).command.bind(nodeAt(other, 0)), nodeAt(cluster, 2).id);
    await nodeAt(other, 0).command(['CLUSTER', 'REPLICATE', nodeAt(cluster, 2).id]);
    for (const node of [...cluster.nodes.slice(0, 5), nodeAt(other, 0)]) await node.command(['CLUSTER', 'FORGET', nodeAt(cluster, 5).id]).catch(() => undefined);
    const result = await pending;
    // it may have ended early to have its list read again: the list is right, so the next one opens
    const last = result.verdict.kind === 'open' ? result : await watch(members);
    expect(last.verdict.kind).toBe('open');
  });
});

describeWithServers('watchMembers of a cluster with fragmented slots', () => {
  let cluster: CacheCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster({ shards: 2, replicasPerShard: 1, nodeTimeoutMillis: 2000, slotLayout: 'striped' });
  });
  afterAll(() => cluster.close());

  test('opens after a flip, and asks each node for its 16,384 rows a few times only', async () => {
    const [row] = (await nodeAt(cluster, 0).command(['CLUSTER', 'SLOTS'])) as unknown[][];
    expect(row?.slice(0, 2)).toEqual([0, 0]);
    await Promise.all(cluster.nodes.map((node) => node.command(['CONFIG', 'RESETSTAT'])));
    const pending = watchMembers({ members: membersOf(cluster, 'ipv6'), targetFamily: 'ipv6', budgetMillis: 40_000, pollIntervalMillis: 100 });
    await sleep(1000);
    for (const node of cluster.nodes) await node.announce('ipv6');
    const { verdict } = await pending;
    expect(verdict.kind).toBe('open');
    for (const node of cluster.nodes) {
      const stats = String(await node.command(['INFO', 'commandstats']));
      const calls = (name: string): number => Number(new RegExp(`cmdstat_cluster\\|${name}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
      expect(calls('slots')).toBeGreaterThanOrEqual(1);
      expect(calls('slots')).toBeLessThanOrEqual(4);
      expect(calls('nodes')).toBeGreaterThan(5);
    }
  });
});

async function joined(command: (words: string[]) => Promise<unknown>, id: string): Promise<void> {
  for (;;) {
    const line = String(await command(['CLUSTER', 'NODES'])).split('\n').find((each) => each.startsWith(id));
    if (line !== undefined && !line.includes('handshake')) return;
    await sleep(50);
  }
}
