import { watchMembers } from '../../../lambda/probe/watch-members';
import { type CacheCluster } from '../../../rehearsal/cluster/cluster';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { describeWithServers, membersOf } from './real-cluster';

const PASSWORD = 'correct-horse';

describeWithServers('watchMembers where a password is needed', () => {
  let cluster: CacheCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster({ shards: 3, replicasPerShard: 0, serverArguments: ['--requirepass', PASSWORD] });
    for (const node of cluster.nodes) {
      await node.command(['ACL', 'SETUSER', 'narrow', 'on', '>narrow-password', '-@all', '+cluster|slots']);
      await node.command(['ACL', 'SETUSER', 'probe', 'on', '>probe-password', '-@all', '+cluster|slots', '+cluster|nodes', '+cluster|myid']);
    }
  });
  afterAll(() => cluster.close());

  const watch = (credentials?: { password: string; userName?: string }) =>
    watchMembers({ members: membersOf(cluster, 'ipv4'), targetFamily: 'ipv4', budgetMillis: 10_000, pollIntervalMillis: 100, ...(credentials && { connection: { credentials: { kind: 'password', ...credentials } } }) });

  test.each([
    ['no password', undefined, 'PasswordRequired'],
    ['a wrong password', { password: 'wrong-password' }, 'WrongPassword'],
    ['an unknown user', { userName: 'nobody', password: 'wrong-password' }, 'WrongPassword'],
    ['a user who may not ask for everything', { userName: 'narrow', password: 'narrow-password' }, 'NoPermission'],
  ] as const)('%s: refused at once, without repeating the password', async (_, credentials, code) => {
    const begin = Date.now();
    const { verdict } = await watch(credentials);
    expect(verdict).toMatchObject({ kind: 'refused', code });
    expect(Date.now() - begin).toBeLessThan(5000);
    expect(JSON.stringify(verdict)).not.toMatch(/wrong-password|narrow-password|correct-horse/);
  });

  test.each([
    ['the password', { password: PASSWORD }],
    ['a user with the three rights that the probe needs', { userName: 'probe', password: 'probe-password' }],
  ])('%s: opens', async (_, credentials) => {
    expect((await watch(credentials)).verdict.kind).toBe('open');
  });
});
