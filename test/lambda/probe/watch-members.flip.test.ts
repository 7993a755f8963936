import { watchMembers } from '../../../lambda/probe/watch-members';
import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type CacheCluster } from '../../../rehearsal/cluster/cluster';
import { startCluster } from '../../../rehearsal/cluster/start-cluster';
import { membersOf, sampleTruth, sleep } from './real-cluster';

/** Far above what it takes, so that a busy machine fails no test; the benchmark measures it. */
const LONGEST_AFTER_TRUTH_MILLIS = 10_000;

// without a server program on this machine these run on the embedded cluster
describe('watchMembers follows a flip of six nodes', () => {
  let cluster: CacheCluster;
  beforeAll(async () => {
    cluster = await startCluster({ shards: 3, replicasPerShard: 1, nodeTimeoutMillis: 3000 });
  });
  afterAll(() => cluster.close());

  async function flip(family: AddressFamily, gapMillis: number): Promise<void> {
    const watch = watchMembers({ members: membersOf(cluster, family), targetFamily: family, budgetMillis: 40_000, pollIntervalMillis: 100 });
    const truth = sampleTruth(cluster, family);
    await sleep(200);
    for (const node of cluster.nodes) {
      await node.announce(family);
      await sleep(gapMillis);
    }
    const { lastIncompleteAt, completeAt } = await truth;
    const { verdict, decidedAtMillis, sweeps } = await watch;
    expect(verdict.kind).toBe('open');
    expect(sweeps).toBeGreaterThanOrEqual(3);
    expect(decidedAtMillis).toBeGreaterThan(lastIncompleteAt);
    expect(decidedAtMillis - completeAt).toBeLessThan(LONGEST_AFTER_TRUTH_MILLIS);
  }

  test.each([
    ['ipv6', 'all at once', 0],
    ['ipv4', 'all at once', 0],
    ['ipv6', 'staggered', 300],
    ['ipv4', 'staggered', 300],
  ] as const)('to %s, %s', async (family, _, gapMillis) => {
    await flip(family, gapMillis);
  });

  test('a cluster that is there needs two sweeps and no look', async () => {
    const kinds: string[] = [];
    const { verdict, sweeps } = await watchMembers({
      members: membersOf(cluster, 'ipv4'),
      targetFamily: 'ipv4',
      budgetMillis: 10_000,
      pollIntervalMillis: 100,
      onSweep: ({ kind }) => kinds.push(kind),
    });
    expect({ kind: verdict.kind, sweeps, kinds }).toEqual({ kind: 'open', sweeps: 2, kinds: ['sweep', 'sweep'] });
  });

  test('when the budget ends, the last verdict tells who lags and why', async () => {
    const begin = Date.now();
    const { verdict } = await watchMembers({ members: membersOf(cluster, 'ipv6'), targetFamily: 'ipv6', budgetMillis: 700, pollIntervalMillis: 100 });
    expect(Date.now() - begin).toBeLessThan(3000);
    expect(verdict.kind).toBe('waiting');
    expect(verdict.members).toHaveLength(6);
    for (const { onTarget, reason } of verdict.members) {
      expect(onTarget).toBe(false);
      expect(reason).toMatch(/6 of 6 nodes off ipv6.*127\.0\.0\.1/);
    }
  });

  test('a signal ends it early', async () => {
    const stop = new AbortController();
    const begin = Date.now();
    const watch = watchMembers({
      members: membersOf(cluster, 'ipv6'),
      targetFamily: 'ipv6',
      budgetMillis: 60_000,
      pollIntervalMillis: 100,
      signal: stop.signal,
    });
    setTimeout(() => {
      stop.abort();
    }, 200);
    expect((await watch).verdict.kind).toBe('waiting');
    expect(Date.now() - begin).toBeLessThan(5000);
  });

  test('a list that misses a node never opens', async () => {
    const { verdict } = await watchMembers({
      members: membersOf(cluster, 'ipv4').slice(1),
      targetFamily: 'ipv4',
      budgetMillis: 500,
      pollIntervalMillis: 100,
    });
    expect(verdict.kind).toBe('waiting');
  });

  test('a list with a node that is another one never opens', async () => {
    const members = membersOf(cluster, 'ipv4');
    const wrong = members.map((member, index) => (index === 5 ? { ...member, port: members[4]?.port ?? 0 } : member));
    const { verdict } = await watchMembers({ members: wrong, targetFamily: 'ipv4', budgetMillis: 500, pollIntervalMillis: 100 });
    expect(verdict.kind).toBe('waiting');
    expect(verdict.members[5]?.reason).toContain('same node id');
  });
});
