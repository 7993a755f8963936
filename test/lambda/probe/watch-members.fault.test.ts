import { type ProbeResult } from '../../../lambda/probe/probe-result';
import { watchMembers } from '../../../lambda/probe/watch-members';
import { type WatchEvent } from '../../../lambda/probe/watch-event';
import { type CacheCluster } from '../../../rehearsal/cluster/cluster';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { describeWithServers, fill, memberId, membersOf, nodeAt, sampleTruth, sleep } from './real-cluster';

const KEYS = 3000;
/** Loading takes `KEYS` times this, microseconds. */
const LOAD_DELAY_MICROS = 1000;
const VICTIM = 5;

describeWithServers('watchMembers while a node is in trouble', () => {
  let cluster: CacheCluster;
  beforeAll(async () => {
    const serverArguments = ['--key-load-delay', String(LOAD_DELAY_MICROS), '--loading-process-events-interval-bytes', '1024'];
    cluster = await startRedisCluster({ shards: 3, replicasPerShard: 1, nodeTimeoutMillis: 2000, serverArguments });
  });
  afterAll(() => cluster.close());

  const victim = () => nodeAt(cluster, VICTIM);
  const watch = (budgetMillis: number, onSweep?: (event: WatchEvent) => void) =>
    watchMembers({ members: membersOf(cluster, 'ipv6'), targetFamily: 'ipv6', budgetMillis, pollIntervalMillis: 100, onSweep });
  const flipOthers = () => Promise.all(cluster.nodes.filter((node) => node !== victim()).map((node) => node.announce('ipv6')));
  const reasonOf = ({ verdict }: ProbeResult) => verdict.members.find(({ memberId: id }) => id === memberId(VICTIM))?.reason;
  /** Waits until all are there, so that the next test begins from a known state. */
  async function opensAtLast(pending: Promise<ProbeResult>): Promise<void> {
    const truth = await sampleTruth(cluster, 'ipv6');
    const result = await pending;
    expect(result.verdict).toMatchObject({ kind: 'open' });
    expect(result.decidedAtMillis).toBeGreaterThan(truth.lastIncompleteAt);
  }
  async function backToIpv4(): Promise<void> {
    await Promise.all(cluster.nodes.map((node) => node.announce('ipv4')));
    await sampleTruth(cluster, 'ipv4');
  }

  test('killed: waits, names the node, and opens only after it came back and was flipped', async () => {
    await victim().kill();
    await flipOthers();
    const result = await watch(3500);
    expect(result.verdict.kind).toBe('waiting');
    expect(reasonOf(result)).toContain('ECONNREFUSED');

    const second = watch(30_000);
    await victim().restart('ipv4'); // its old setting: all views fall back
    await sleep(1500);
    await victim().announce('ipv6');
    await opensAtLast(second);
    await backToIpv4();
  });

  test('frozen: the looks at the others go on meanwhile', async () => {
    await victim().announce('ipv6');
    const events: WatchEvent[] = [];
    const pending = watch(30_000, (event) => events.push(event));
    await sleep(300);
    victim().freeze();
    await flipOthers();
    await sleep(6000);
    const frozen = [...events];
    victim().thaw();
    await opensAtLast(pending);

    expect(frozen.every(({ verdict }) => verdict.kind === 'waiting')).toBe(true);
    const last = frozen.at(-1)?.verdict.members.find(({ memberId: id }) => id === memberId(VICTIM));
    expect(last?.reason).toMatch(/does not answer in time/);
    const gaps = frozen.slice(1).map((event, index) => event.elapsedMillis - (frozen[index]?.elapsedMillis ?? 0));
    expect(frozen.length).toBeGreaterThan(20);
    expect(Math.max(...gaps)).toBeLessThan(3000);
    await backToIpv4();
  });

  test('loading: waits until the node has loaded', async () => {
    const primary = nodeAt(cluster, 0);
    await fill(primary, KEYS);
    // no failover while it loads
    await Promise.all(cluster.nodes.map((node) => node.command(['CONFIG', 'SET', 'cluster-node-timeout', '60000'])));
    await primary.command(['SAVE']);
    await Promise.all(cluster.nodes.map((node) => node.announce('ipv6')));
    await sampleTruth(cluster, 'ipv6');
    await primary.kill();
    const reasons = new Set<string>();
    const pending = watch(40_000, ({ verdict }) => {
      expect(verdict.kind === 'open' && reasons.size === 0).toBe(false);
      reasons.add(verdict.members[0]?.reason ?? '');
    });
    await sleep(300);
    await primary.restart('ipv6');
    expect((await pending).verdict.kind).toBe('open');
    expect([...reasons].some((reason) => reason.includes('LOADING'))).toBe(true);
  });
});
