import { setTimeout as pause } from 'node:timers/promises';

import { type CacheCluster } from '../../rehearsal/cluster/cluster';
import { startCluster } from '../../rehearsal/cluster/start-cluster';
import { run } from './memory-session';

/** The parts of `--json` that these tests read. */
interface CheckJson {
  readonly verdict: string;
  readonly exitCode: number;
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly membersTotal: number;
  readonly membersOnTarget: number;
  readonly members: readonly { readonly id: string; readonly onTarget: boolean; readonly reason: string }[];
  readonly sweeps: number;
}

let cluster: CacheCluster;

function seed(index = 0): readonly string[] {
  return ['check', '--host', '127.0.0.1', '--port', String(cluster.nodes[index]?.port)];
}

async function checkJson(...words: readonly string[]): Promise<CheckJson> {
  const { stdout, exitCode } = await run([...seed(), ...words, '--json']);
  const result = JSON.parse(stdout) as CheckJson;
  expect(result.exitCode).toBe(exitCode);
  return result;
}

async function flip(family: 'ipv4' | 'ipv6', gapMillis = 0): Promise<void> {
  for (const node of cluster.nodes) {
    await node.announce(family);
    await pause(gapMillis);
  }
}

describe('check on a cluster', () => {
  beforeAll(async () => {
    cluster = await startCluster({ shards: 3, replicasPerShard: 1, nodeTimeoutMillis: 2000 });
  });
  afterAll(async () => {
    await cluster.close();
  });

  test('is open where every node announces the family', async () => {
    const { exitCode, stdout, stderr } = await run([...seed(), '--family', 'ipv4']);
    expect(stdout.replace(/\d+\.\d s/, 'TIME')).toBe(
      'open: 6 of 6 nodes announce ipv4 for every node (TIME)\n  REPORTED 6 of 6, RESOLVED 6 of 6, CONNECTED 6 of 6, ANSWERED 6 of 6\n',
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  test('opens only after two sweeps', async () => {
    expect(await checkJson('--family', 'ipv4')).toMatchObject({ verdict: 'open', membersTotal: 6, membersOnTarget: 6, sweeps: 2, problem: null });
  });

  test('finds the cluster through any address of any node', async () => {
    for (const host of ['::1', '[::1]', '::ffff:127.0.0.1', 'localhost']) {
      const { exitCode } = await run(['check', '--host', host, '--port', String(cluster.nodes[5]?.port), '--family', 'ipv4', '--members', '6']);
      expect([host, exitCode]).toEqual([host, 0]);
    }
  });

  test('is not open where no node announces the family, after one look', async () => {
    const result = await checkJson('--family', 'ipv6');
    expect(result).toMatchObject({ verdict: 'not-open', exitCode: 1, membersTotal: 6, membersOnTarget: 0, sweeps: 1 });
    expect(result.members.every(({ reason }) => reason.startsWith("was reached at 127.0.0.1, which is not ipv6; shows 6 of 6 nodes off ipv6"))).toBe(true);
  });

  test('is not open where the number of nodes is another one', async () => {
    const result = await checkJson('--family', 'ipv4', '--members', '7');
    expect(result).toMatchObject({ verdict: 'not-open', membersOnTarget: 6, problem: { code: 'MemberCount' } });
  });

  test('gives up waiting when the time is over', async () => {
    const begin = Date.now();
    const { exitCode, stdout, stderr } = await run([...seed(), '--family', 'ipv6', '--wait', '2s']);
    expect(exitCode).toBe(1);
    expect(Date.now() - begin).toBeGreaterThanOrEqual(1950);
    expect(stdout).toMatch(/^not open: 0 of 6 nodes announce ipv6 for every node \(\d+\.\d s\)\n/);
    expect(stderr).toMatch(/^\[\d+\.\d s\] 0 of 6 nodes on ipv6; 127\.0\.0\.1:\d+ not RESOLVED: was reached at 127\.0\.0\.1, which is not ipv6; shows 6 of 6 nodes off ipv6/);
  });

  test('waits through a flip and opens after it', async () => {
    const waiting = run([...seed(), '--family', 'ipv6', '--wait', '2m', '--json']);
    await pause(1000);
    await flip('ipv6', 300);
    const { exitCode, stdout, stderr } = await waiting;
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'open', membersTotal: 6, membersOnTarget: 6 });
    expect(stderr.split('\n').length).toBeGreaterThan(1);
    const views = await Promise.all(cluster.nodes.map((node) => node.command(['CLUSTER', 'SLOTS'])));
    expect(JSON.stringify(views)).not.toContain('127.0.0.1');
  });

  test('ends at once, and says so, when the user wants out', async () => {
    const interruption = new AbortController();
    const waiting = run([...seed(), '--family', 'ipv4', '--wait', '10m'], { interruption: interruption.signal });
    await pause(1500);
    const begin = Date.now();
    interruption.abort();
    const { exitCode, stdout } = await waiting;
    expect(exitCode).toBe(130);
    expect(stdout).toMatch(/^interrupted: 0 of 6 nodes announce ipv4 for every node so far/);
    expect(Date.now() - begin).toBeLessThan(1000);
  });

  test('a frozen node keeps it from opening, and is named', async () => {
    const frozen = cluster.nodes[5];
    frozen?.freeze();
    try {
      const result = await checkJson('--family', 'ipv6');
      expect(result).toMatchObject({ verdict: 'not-open', membersTotal: 6 });
      const standing = result.members.find(({ id }) => id.endsWith(`:${frozen?.port}`));
      // one look waits until the probe has given the node up
      expect(standing).toMatchObject({ onTarget: false, reason: expect.stringContaining('within 5000 ms') as string });
    } finally {
      frozen?.thaw();
    }
  });

  test('a killed node keeps it from opening, also when CLUSTER SLOTS does not list it any more', async () => {
    const killed = cluster.nodes[4];
    await killed?.kill();
    const listed = async (): Promise<boolean> => JSON.stringify(await cluster.nodes[0]?.command(['CLUSTER', 'SLOTS'])).includes(killed?.id ?? '');
    while (await listed()) {
      await pause(100);
    }
    const result = await checkJson('--family', 'ipv6', '--members', '6');
    expect(result).toMatchObject({ verdict: 'not-open', membersTotal: 6, problem: null });
    const standing = result.members.find(({ id }) => id.endsWith(`:${killed?.port}`));
    expect(standing?.reason).toMatch(/^nothing listens there/);
  });

  test('goes on with the nodes that are left when the cluster forgets one', async () => {
    const waiting = run([...seed(), '--family', 'ipv6', '--wait', '1m', '--json']);
    await pause(1000);
    const gone = cluster.nodes[4]?.id ?? '';
    await Promise.all(cluster.nodes.filter(({ id }) => id !== gone).map((node) => node.command(['CLUSTER', 'FORGET', gone])));
    const { exitCode, stdout } = await waiting;
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'open', membersTotal: 5, membersOnTarget: 5 });
  });
});
