import { type ProbeCredentials } from '../../../lib/gates/contract';
import { type ProbeConnection } from '../../../lambda/probe/probe-connection';
import { type WatchEvent } from '../../../lambda/probe/watch-event';
import { watchMembers } from '../../../lambda/probe/watch-members';
import { type Demand } from '../../../lambda/topology/demand';
import { type Member } from '../../../lambda/topology/observation';
import { wordRungs } from '../../../lambda/topology/rungs';
import { type MemberStanding, type Verdict } from '../../../lambda/topology/verdict';
import { controlUserArguments } from '../../../rehearsal/cluster/control-user';
import { describeWithServers, nodeAt, sleep } from './real-cluster';
import { TlsGroup } from './tls-group';

const DEMAND = { purpose: 'propagation', clusterMode: true, tls: true, requiredEvidence: 'ANSWERED' } as const;
/** The least rights of engines from Redis OSS 7 on. */
const PROBE_RIGHTS = ['-@all', '+ping', '+cluster|slots', '+cluster|shards', '+cluster|nodes', '+cluster|myid'];
/** Redis OSS 6.2 has no rights for single subcommands. */
const RIGHTS_OF_OLD_ENGINES = ['-@all', '+ping', '+cluster'];
const PASSWORD = 'correct-horse-battery-staple';
const LOGIN: ProbeCredentials = { kind: 'password', userName: 'probe', password: PASSWORD };

interface Watching extends ProbeConnection {
  readonly demand?: Partial<Omit<Demand, 'targetFamily'>>;
  readonly members?: readonly Member[];
  readonly targetFamily?: 'ipv4' | 'ipv6';
  readonly budgetMillis?: number;
  readonly onSweep?: (event: WatchEvent) => void;
}

async function watch(group: TlsGroup, { demand, members = group.members, targetFamily = 'ipv6', budgetMillis = 15_000, onSweep, ...connection }: Watching): Promise<Verdict> {
  const { verdict } = await watchMembers({
    members,
    targetFamily,
    demand: { ...DEMAND, ...demand },
    connection: { tls: group.tls, lookup: group.lookup, ...connection },
    budgetMillis,
    pollIntervalMillis: 100,
    onSweep,
  });
  return verdict;
}

const of = ({ members }: Verdict, id: string): MemberStanding => {
  const standing = members.find(({ memberId }) => memberId === id);
  if (!standing) throw new Error(`no ${id}`);
  return standing;
};
const words = (verdict: Verdict, id: string): string => {
  const { rungs } = of(verdict, id);
  return rungs ? wordRungs(rungs) : 'none';
};

describeWithServers('a cluster with TLS where everybody has a password', () => {
  let group: TlsGroup;
  beforeAll(async () => {
    group = await TlsGroup.start({ shards: 3, replicasPerShard: 1, nodeTimeoutMillis: 2000, serverArguments: controlUserArguments() });
    for (const node of group.cluster.nodes) {
      await node.command(['ACL', 'SETUSER', 'default', 'off']);
      await node.command(['ACL', 'SETUSER', 'probe', 'on', `>${PASSWORD}`, ...PROBE_RIGHTS]);
      await node.command(['ACL', 'SETUSER', 'old-probe', 'on', `>${PASSWORD}`, ...RIGHTS_OF_OLD_ENGINES]);
      await node.command(['ACL', 'SETUSER', 'pinger', 'on', `>${PASSWORD}`, '-@all', '+ping']);
    }
  });
  afterAll(() => group.close());
  afterEach(() => {
    group.elsewhere.clear();
  });

  test.each(['ipv4', 'ipv6'] as const)('with the least rights the probe proves %s up to the answer of every node, names and all', async (targetFamily) => {
    const verdict = await watch(group, { credentials: LOGIN, targetFamily });
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    expect(verdict.members).toHaveLength(6);
    expect(of(verdict, 'cache-0004')).toMatchObject({
      evidence: 'ANSWERED',
      rungs: { REPORTED: 'skipped', RESOLVED: 'proven', CONNECTED: 'proven', HANDSHAKE: 'proven', ANSWERED: 'proven' },
      address: targetFamily === 'ipv6' ? '::1' : '127.0.0.1',
      announced: 'as node-3.cache.test (ip 127.0.0.1)',
    });
  });

  test('with the rights of an engine that knows none for single subcommands too', async () => {
    expect(await watch(group, { credentials: { ...LOGIN, userName: 'old-probe' } })).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
  });

  test('every one of the rights is needed, and no other', async () => {
    const node = nodeAt(group.cluster, 0);
    for (const missing of ['+cluster|slots', '+cluster|nodes', '+cluster|myid']) {
      await node.command(['ACL', 'SETUSER', 'probe', 'reset', 'on', `>${PASSWORD}`, ...PROBE_RIGHTS.filter((right) => right !== missing)]);
      const verdict = await watch(group, { credentials: LOGIN, members: group.members.slice(0, 1) });
      expect([missing, verdict]).toMatchObject([missing, { kind: 'refused', code: 'NoPermission', mayPass: true }]);
    }
    await node.command(['ACL', 'SETUSER', 'probe', 'reset', 'on', `>${PASSWORD}`, ...PROBE_RIGHTS]);
  });

  test('without a password a handshake is all that can be proven, and is enough if no more is demanded', async () => {
    expect(await watch(group, { demand: { requiredEvidence: 'HANDSHAKE' } })).toMatchObject({ kind: 'open', evidence: 'HANDSHAKE' });
    const verdict = await watch(group, {});
    expect(verdict).toMatchObject({ kind: 'refused', code: 'PasswordRequired', mayPass: true });
    expect(words(verdict, 'cache-0001')).toBe('HANDSHAKE, not ANSWERED');
  });

  test.each([
    ['a wrong password', { ...LOGIN, password: 'wrong-horse' }, 'WrongPassword'],
    ['an unknown user', { ...LOGIN, userName: 'nobody' }, 'WrongPassword'],
    ['a user who is off', { kind: 'password', password: PASSWORD }, 'WrongPassword'],
    ['a user who may only ping', { ...LOGIN, userName: 'pinger' }, 'NoPermission'],
  ] as const)('%s: refused, and the password is not shown', async (_, credentials, code) => {
    const verdict = await watch(group, { credentials });
    expect(verdict).toMatchObject({ kind: 'refused', code, mayPass: true });
    expect(JSON.stringify(verdict)).not.toMatch(/horse/);
  });

  test('less can be demanded', async () => {
    expect(await watch(group, { demand: { requiredEvidence: 'CONNECTED' } })).toMatchObject({ kind: 'open', evidence: 'CONNECTED' });
    expect(await watch(group, { demand: { requiredEvidence: 'RESOLVED' } })).toMatchObject({ kind: 'open', evidence: 'RESOLVED' });
  });

  test('an authority that nobody named is refused', async () => {
    expect(await watch(group, { credentials: LOGIN, tls: {} })).toMatchObject({ kind: 'refused', code: 'CertificateInvalid' });
  });

  test('a configuration endpoint is reached too, and must lead into the group', async () => {
    const members = [...group.members, group.endpoint('clustercfg', 4)];
    const verdict = await watch(group, { credentials: LOGIN, members });
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    const stranger = await watch(group, { credentials: LOGIN, members: [...group.members.slice(0, 5), group.endpoint('clustercfg', 5)], budgetMillis: 1500 });
    expect(stranger.kind).toBe('waiting');
    expect(of(stranger, 'clustercfg endpoint').reason).toMatch(/^leads to node [0-9a-f]{8}, not a member of the group$/);
  });

  test('a name without an address of the family, with one that DNS64 made up, or with that of another node', async () => {
    const missing = Object.assign(new Error('getaddrinfo ENOTFOUND node-1.cache.test'), { code: 'ENOTFOUND' });
    group.elsewhere.set('node-1.cache.test', (_host, family) => (family === 'ipv4' ? Promise.resolve(['10.1.2.3']) : Promise.reject(missing)));
    group.elsewhere.set('node-2.cache.test', () => Promise.resolve(['64:ff9b::10.1.2.3']));
    const [first, second, third, ...others] = group.members;
    const wrong = { id: 'cache-0004', host: 'node-3.cache.test', port: group.members[4]?.port ?? 0 };
    const members = [first, second, third, wrong, ...others.slice(1)].flatMap((member) => member ?? []);
    const verdict = await watch(group, { credentials: LOGIN, members, budgetMillis: 2500 });
    expect(verdict.kind).toBe('waiting');
    expect(of(verdict, 'cache-0002').reason).toMatch(/no such address in DNS \(ENOTFOUND: getaddrinfo ENOTFOUND node-1\.cache\.test; in ipv4 it has 10\.1\.2\.3\)$/);
    expect(of(verdict, 'cache-0003').reason).toMatch(/DNS64 made up from its IPv4 address \(DnsSynthesized: node-2\.cache\.test has only 64:ff9b::10\.1\.2\.3\)$/);
    expect(of(verdict, 'cache-0004').reason).toMatch(/cache-0004, cache-0005 lead to one place: ::1 port \d+/);
    expect(['cache-0002', 'cache-0003', 'cache-0004'].map((id) => words(verdict, id))).toEqual(['not RESOLVED', 'not RESOLVED', 'not RESOLVED']);
  });

  test('a node that hangs shakes no hands; what was open before is told apart from what is opened anew', async () => {
    const node = nodeAt(group.cluster, 5);
    const seen = new Set<string>();
    const note = ({ verdict }: WatchEvent): void => {
      seen.add(words(verdict, 'cache-0006'));
    };
    // keeps the first one from opening the gate
    group.elsewhere.set('node-0.cache.test', () => Promise.resolve(['::ffff:127.0.0.1']));
    const watching = watch(group, { credentials: LOGIN, budgetMillis: 16_000, onSweep: note });
    await sleep(1000);
    node.freeze();
    const verdict = await watching;
    node.thaw();
    expect(verdict.kind).toBe('waiting');
    expect([...seen]).toEqual(['', 'HANDSHAKE, not ANSWERED', 'CONNECTED, not HANDSHAKE']);
    expect(of(verdict, 'cache-0006').reason).toMatch(/^the node does not complete the TLS handshake in time \(HandshakeTimeout/);
  });

  test('before a change of IP discovery the same is proven of the other family', async () => {
    expect(await watch(group, { credentials: LOGIN, demand: { purpose: 'reachability' } })).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
  });
});

describeWithServers('nodes without cluster mode', () => {
  let group: TlsGroup;
  beforeAll(async () => {
    group = await TlsGroup.start({ shards: 1, replicasPerShard: 2, clusterMode: false, serverArguments: ['--requirepass', PASSWORD] });
  });
  afterAll(() => group.close());
  const demand = { clusterMode: false };
  const credentials: ProbeCredentials = { kind: 'password', password: PASSWORD };

  test('every node, the primary and the reader endpoint answer', async () => {
    const members = [...group.members, group.endpoint('master', 0), group.endpoint('replica', 1)];
    const verdict = await watch(group, { credentials, demand, members });
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    expect(verdict.members.map(({ memberId }) => memberId)).toEqual(['cache-0001', 'cache-0002', 'cache-0003', 'master endpoint', 'replica endpoint']);
  });

  test('with the right to ping and no other', async () => {
    await Promise.all(group.cluster.nodes.map((node) => node.command(['ACL', 'SETUSER', 'probe', 'on', `>${PASSWORD}`, '-@all', '+ping'])));
    expect(await watch(group, { credentials: LOGIN, demand })).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
  });

  test('a node that is down is named', async () => {
    await nodeAt(group.cluster, 2).kill();
    const verdict = await watch(group, { credentials, demand, budgetMillis: 1500 });
    expect(verdict.kind).toBe('waiting');
    expect(words(verdict, 'cache-0003')).toBe('RESOLVED, not CONNECTED');
  });

  test('whoever takes it for a cluster is told so', async () => {
    expect(await watch(group, { credentials })).toMatchObject({ kind: 'refused', code: 'ClusterModeDisabled', cannotTell: true });
  });
});
