import { type ProbeCredentials } from '../../../../lib/gates/contract';
import { type Demand } from '../../../../lambda/topology/demand';
import { controlUserArguments } from '../../../../rehearsal/cluster/control-user';
import { describeWithServers, nodeAt } from '../real-cluster';
import { startServer } from '../strange-server';
import { TlsGroup } from '../tls-group';
import { expectFault, expectOpen } from './expect-fault';
import { ACCESS_FAULTS, type Fault } from './fault-table';
import { type Watching } from './see-fault';

const PASSWORD = 'correct-horse-battery-staple';
const LOGIN: ProbeCredentials = { kind: 'password', userName: 'probe', password: PASSWORD };
const DEMAND: Omit<Demand, 'targetFamily'> = { purpose: 'propagation', clusterMode: true, tls: true, requiredEvidence: 'ANSWERED' };
/** The node that something is wrong with, and another one. */
const [VICTIM, OTHER] = [3, 4];

type Name = keyof typeof ACCESS_FAULTS;
const fault = (name: Name): Fault => ACCESS_FAULTS[name];
const VICTIM_ID = 'cache-0004';

describeWithServers('the gate and names, certificates and passwords that are not right', () => {
  let group: TlsGroup;
  beforeAll(async () => {
    group = await TlsGroup.start({ shards: 3, replicasPerShard: 1, serverArguments: controlUserArguments() });
    for (const node of group.cluster.nodes) {
      await node.command(['ACL', 'SETUSER', 'default', 'off']);
      await node.command(['ACL', 'SETUSER', 'probe', 'on', `>${PASSWORD}`, '-@all', '+ping', '+cluster|slots', '+cluster|nodes', '+cluster|myid']);
      await node.command(['ACL', 'SETUSER', 'pinger', 'on', `>${PASSWORD}`, '-@all', '+ping']);
      await node.command(['ACL', 'SETUSER', 'off', 'off', `>${PASSWORD}`]);
    }
  });
  afterAll(() => group.close());
  afterEach(async () => {
    group.elsewhere.clear();
    await expectOpen(watching());
  });

  const watching = (more: Partial<Watching> = {}): Watching => ({
    members: group.members,
    targetFamily: 'ipv6',
    demand: DEMAND,
    connection: { tls: group.tls, lookup: group.lookup, credentials: LOGIN },
    ...more,
  });
  const connection = (more: Watching['connection']): Watching => watching({ connection: { tls: group.tls, lookup: group.lookup, credentials: LOGIN, ...more } });
  const victimHost = (): string => group.members[VICTIM]?.host ?? '';
  async function withCertificate(names: readonly string[], validity: { from: Date; to: Date } | undefined, work: () => Promise<void>): Promise<void> {
    const node = nodeAt(group.cluster, VICTIM);
    const before = (await node.command(['CONFIG', 'GET', 'tls-*-file'])) as readonly string[];
    const { certificateFile, keyFile } = await group.authority.issue(names, validity);
    await node.command(['CONFIG', 'SET', 'tls-cert-file', certificateFile, 'tls-key-file', keyFile]);
    await work();
    const file = (name: string): string => before[before.indexOf(name) + 1] ?? '';
    await node.command(['CONFIG', 'SET', 'tls-cert-file', file('tls-cert-file'), 'tls-key-file', file('tls-key-file')]);
  }

  test('no name', async () => {
    group.elsewhere.set(victimHost(), () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' })));
    await expectFault(fault('no name'), VICTIM_ID, watching());
  });

  test('no dns', async () => {
    group.elsewhere.set(victimHost(), () => new Promise(() => undefined));
    await expectFault(fault('no dns'), VICTIM_ID, watching());
  });

  test('dns64', async () => {
    group.elsewhere.set(victimHost(), () => Promise.resolve(['64:ff9b::10.1.2.3']));
    await expectFault(fault('dns64'), VICTIM_ID, watching());
  });

  test('stale', async () => {
    const members = group.members.map((member, index) => (index === VICTIM ? { ...member, port: group.members[OTHER]?.port ?? 0 } : member));
    await expectFault(fault('stale'), VICTIM_ID, watching({ members }));
  });

  test('expired', async () => {
    await withCertificate(['*.cache.test'], { from: new Date('2020-01-01'), to: new Date('2021-01-01') }, () => expectFault(fault('expired'), VICTIM_ID, watching()));
  });

  test('wrong name', async () => {
    await withCertificate(['*.other.test'], undefined, () => expectFault(fault('wrong name'), VICTIM_ID, watching()));
  });

  test('untrusted', async () => {
    await expectFault(fault('untrusted'), VICTIM_ID, connection({ tls: {} }));
  });

  test.each([
    ['a wrong one', { ...LOGIN, password: 'wrong-horse' }],
    ['an unknown user', { ...LOGIN, userName: 'nobody' }],
    ['a user who is off', { ...LOGIN, userName: 'off' }],
  ])('wrong password: %s', async (_, credentials) => {
    await expectFault(fault('wrong password'), VICTIM_ID, connection({ credentials }));
  });

  test('no password', async () => {
    await expectFault(fault('no password'), VICTIM_ID, connection({ credentials: undefined }));
  });

  test('no rights', async () => {
    await expectFault(fault('no rights'), VICTIM_ID, connection({ credentials: { ...LOGIN, userName: 'pinger' } }));
  });

  test('plain port', async () => {
    // as a server without TLS: it reads on, and waits for the end of what is no command
    const server = await startServer(VICTIM_ID, (socket) => socket.resume());
    await expectFault(fault('plain port'), VICTIM_ID, { ...connection({ credentials: undefined }), members: [{ ...server.member, host: 'node-3.cache.test' }], targetFamily: 'ipv4' });
    await server.close();
  });

  test('tls port', async () => {
    await expectFault(fault('tls port'), VICTIM_ID, watching({ connection: { lookup: group.lookup }, demand: { ...DEMAND, tls: false } }));
  });
});
