import { type Demand } from '../../../lambda/topology/demand';
import { type Evidence } from '../../../lambda/topology/evidence';
import { judge, judgeDemand } from '../../../lambda/topology/judge';
import { type Member, type MemberObservation, type Observation } from '../../../lambda/topology/observation';
import { type Rungs, wordRungs } from '../../../lambda/topology/rungs';
import { type MemberStanding, type Verdict } from '../../../lambda/topology/verdict';
import { answer, at, nodeId, nodesReply, type SampleNode, sampleNodes, slotsReply } from './sample-topology';

const nodes = sampleNodes('ipv6');
const before = sampleNodes('ipv4');
const TLS: Demand = { targetFamily: 'ipv6', purpose: 'propagation', clusterMode: true, tls: true, requiredEvidence: 'ANSWERED' };

type Reached = Exclude<Evidence, 'REPORTED'>;
const reached = (node: Pick<SampleNode, 'member' | 'address'>, rung: Reached, address = node.address): MemberObservation => ({
  kind: 'reached',
  member: node.member,
  reached: rung,
  address,
});
const failed = (node: SampleNode, error: string, rung?: Reached): MemberObservation => ({
  kind: 'unanswered',
  member: node.member,
  error,
  errorCode: error.split(' ', 1)[0] ?? '',
  ...(rung && { reached: rung, address: node.address }),
});

/** What every node of the group gives, but for one. */
function group(see: (node: SampleNode) => MemberObservation, index = -1, other?: MemberObservation): Observation {
  const members = nodes.map((node, i) => (i === index && other ? other : see(node)));
  return { expected: nodes.map(({ member }) => member), members };
}
/** An endpoint beside the nodes. */
function withEndpoint({ expected, members }: Observation, entry: MemberObservation): Observation {
  return { expected: [...expected, entry.member], members: [...members, entry] };
}

const standing = (verdict: Verdict, index = 0): MemberStanding => at(verdict.members, index);
const rungsOf = (verdict: Verdict, index = 0): Rungs => {
  const { rungs } = standing(verdict, index);
  if (!rungs) throw new Error('no rungs');
  return rungs;
};
/** The only member that is not on target. */
function expectLagging(observation: Observation, demand: Demand, index: number, rungs: string, reason: RegExp | string): void {
  const verdict = judgeDemand(observation, demand);
  expect(verdict.kind).toBe('waiting');
  expect(verdict.members.flatMap(({ onTarget }, i) => (onTarget ? [] : [i]))).toEqual([index]);
  expect(wordRungs(rungsOf(verdict, index))).toBe(rungs);
  expect(standing(verdict, index).reason).toMatch(reason);
}

describe('a group with TLS and cluster mode that may be asked', () => {
  /** Names in place of addresses; beside them an address, of which nobody knows what it is worth. */
  const named = nodes.map((node) => ({ ...node, address: node.member.host }));
  const inNames = (list: readonly SampleNode[], metadataIp = '10.0.0.1') =>
    slotsReply(list).map(([start, end, ...row]) => [start, end, ...row.map(([host, port, id]) => [host, port, id, ['ip', metadataIp]])]);
  const answers = (node: SampleNode, changes: { slots?: unknown; nodes?: unknown; myId?: unknown } = {}): MemberObservation => ({
    // CLUSTER NODES writes addresses also where clients are given names
    ...answer(node, nodes, { slots: inNames(named), nodes: nodesReply(before, node.id), ...changes }),
    address: node.address,
  });
  const but = (index: number, entry: MemberObservation): Observation => group((node) => answers(node), index, entry);
  const renamed = (index: number, address: string): unknown => inNames(named.map((node, i) => (i === index ? { ...node, address } : node)));

  test('opens if every node answers and every view is the whole group, in names', () => {
    const verdict = judgeDemand(
      group((node) => answers(node)),
      TLS,
    );
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    expect(standing(verdict)).toEqual({
      memberId: 'my-group-0001-001',
      onTarget: true,
      reason: '',
      evidence: 'ANSWERED',
      rungs: { REPORTED: 'skipped', RESOLVED: 'proven', CONNECTED: 'proven', HANDSHAKE: 'proven', ANSWERED: 'proven' },
      address: 'fd00:77::10',
      announced: 'as my-group-0001-001.example.com (ip 10.0.0.1)',
    });
  });

  test('the address beside a name is shown, and changes nothing', () => {
    for (const metadataIp of ['127.0.0.1', 'fd00:77::10', '?']) {
      const verdict = judgeDemand(
        group((node) => answers(node, { slots: inNames(named, metadataIp) })),
        TLS,
      );
      expect(verdict.kind).toBe('open');
      expect(standing(verdict).announced).toBe(`as my-group-0001-001.example.com (ip ${metadataIp})`);
    }
  });

  test('opens where a view gives addresses of the family, which its clients use as they are', () => {
    expect(judgeDemand(but(0, answers(at(nodes, 0), { slots: slotsReply(nodes) })), TLS).kind).toBe('open');
  });

  test('waits for a view that gives an address of the other family: its clients use that', () => {
    expectLagging(but(2, answers(at(nodes, 2), { slots: renamed(4, '10.77.0.14') })), TLS, 2, 'HANDSHAKE, not ANSWERED', /^shows 1 of 6 nodes off ipv6: my-group-0003-001 at 10\.77\.0\.14/);
  });

  test('waits for a view that does not say where a node is', () => {
    expectLagging(but(2, answers(at(nodes, 2), { slots: renamed(4, '?') })), TLS, 2, 'HANDSHAKE, not ANSWERED', /^can not tell yet for 1 of 6 nodes/);
  });

  test.each([
    ['leaves out a node', inNames(named.slice(0, 5)), /^does not list my-group-0003-002$/],
    ['has a hole', inNames(named).map((row, index) => (index === 0 ? [1, ...row.slice(1)] : row)), /^covers 16383 of 16384 slots$/],
    ['shows two nodes at one name', renamed(4, at(named, 3).member.host), /at one place: my-group-0002-002\.example\.com port 6379$/],
    ['is empty', [], /^lists no node yet/],
  ])('waits for a view that %s', (_, slots, reason) => {
    expectLagging(but(1, answers(at(nodes, 1), { slots })), TLS, 1, 'HANDSHAKE, not ANSWERED', reason);
  });

  test('waits while a node is failing, by any view', () => {
    const failing = nodesReply(before.map((node, i) => (i === 5 ? { ...node, flags: 'slave,fail' } : node)), nodeId(1));
    expectLagging(but(0, answers(at(nodes, 0), { nodes: failing })), TLS, 0, 'HANDSHAKE, not ANSWERED', /my-group-0003-002 at 10\.77\.0\.15 is down \(fail\)$/);
  });

  test('waits if the node that answers is not the one whose name was dialled', () => {
    const other = answers(at(nodes, 0), { myId: nodeId(0xee), nodes: nodesReply(before, nodeId(0xee)) });
    const verdict = judgeDemand(but(0, other), TLS);
    expect(verdict.kind).toBe('waiting');
    expect(standing(verdict).reason).toMatch(/^answers as my-group-0001-001, but by its own view this place belongs to node 01010101: the address is held by another node/);
  });

  test('a name is the same in either case and with a final dot', () => {
    const slots = renamed(0, 'MY-GROUP-0001-001.Example.com.');
    const other = { ...answers(at(nodes, 0), { slots }) };
    expect(judgeDemand(but(0, other), TLS).kind).toBe('open');
    const wrong = answers(at(nodes, 1), { slots, myId: nodeId(1) });
    expect(judgeDemand(but(1, wrong), TLS).kind).toBe('waiting');
  });

  test('a place with another port is another place', () => {
    const elsewhere = slotsReply(named).map(([start, end, ...row]) => [start, end, ...row.map(([host, , id]) => [host, 6380, id, []])]);
    expect(judgeDemand(but(0, answers(at(nodes, 0), { slots: elsewhere })), TLS).kind).toBe('open');
  });

  test.each([
    ['ENOTFOUND getaddrinfo', undefined, 'not RESOLVED', /no such address in DNS/],
    ['ECONNREFUSED connect', 'RESOLVED', 'RESOLVED, not CONNECTED', /nothing listens there/],
    ['HandshakeTimeout none', 'CONNECTED', 'CONNECTED, not HANDSHAKE', /does not complete the TLS handshake/],
    ['LOADING x', 'HANDSHAKE', 'HANDSHAKE, not ANSWERED', /is loading its data/],
  ] as const)('%s: says how far it came', (error, rung, rungs, reason) => {
    expectLagging(but(3, failed(at(nodes, 3), error, rung)), TLS, 3, rungs, reason);
    expect(standing(judgeDemand(but(3, failed(at(nodes, 3), error, rung)), TLS), 3).evidence).toBe(rung);
  });

  test('the configuration endpoint leads to any node of the group, and to no other', () => {
    const endpoint: Member = { id: 'clustercfg', host: 'clustercfg.my-group.example.com', port: 6379, kind: 'endpoint' };
    const leads = (myId: unknown): Observation =>
      withEndpoint(group((node) => answers(node)), { kind: 'answered', member: endpoint, address: 'fd00:77::12', myId, slots: null, nodes: null });
    expect(judgeDemand(leads(nodeId(3)), TLS)).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    // which is no node to count
    expect(judgeDemand(leads(nodeId(3)), TLS).members.map(({ isEndpoint }) => isEndpoint ?? false)).toEqual([...nodes.map(() => false), true]);
    expectLagging(leads(nodeId(0xee)), TLS, 6, 'HANDSHAKE, not ANSWERED', /^leads to node eeeeeeee, not a member of the group$/);
    expectLagging(leads('x'), TLS, 6, 'HANDSHAKE, not ANSWERED', /^CLUSTER MYID is not a node id but "x"$/);
  });
});

describe('a group with TLS that nobody may ask', () => {
  const demand: Demand = { ...TLS, requiredEvidence: 'HANDSHAKE' };

  test('opens if every node completes the handshake', () => {
    const verdict = judgeDemand(
      group((node) => reached(node, 'HANDSHAKE')),
      demand,
    );
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'HANDSHAKE' });
    expect(rungsOf(verdict)).toEqual({ REPORTED: 'skipped', RESOLVED: 'proven', CONNECTED: 'proven', HANDSHAKE: 'proven', ANSWERED: 'not-demanded' });
  });

  test('waits for a node that was climbed less far', () => {
    expectLagging(
      group((node) => reached(node, 'HANDSHAKE'), 2, reached(at(nodes, 2), 'CONNECTED')),
      demand,
      2,
      'CONNECTED, not HANDSHAKE',
      /^was not asked for more$/,
    );
  });

  test('waits if two nodes lead to one place: there is no id to tell them apart', () => {
    const verdict = judgeDemand(
      group((node) => reached(node, 'HANDSHAKE'), 1, reached(at(nodes, 1), 'HANDSHAKE', 'fd00:77::10')),
      demand,
    );
    const reason = 'my-group-0001-001, my-group-0001-002 lead to one place: fd00:77::10 port 6379';
    expect(verdict.kind).toBe('waiting');
    expect(verdict.members.filter(({ onTarget }) => !onTarget).map((each) => each.reason)).toEqual([reason, reason]);
    expect(wordRungs(rungsOf(verdict, 1))).toBe('not RESOLVED');
  });

  test('what goes wrong above the demanded rung does not count', () => {
    const verdict = judgeDemand(
      group((node) => reached(node, 'HANDSHAKE'), 1, failed(at(nodes, 1), 'NOAUTH x', 'HANDSHAKE')),
      demand,
    );
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'HANDSHAKE' });
  });

  test('a certificate that no waiting cures is refused', () => {
    const verdict = judgeDemand(
      group((node) => reached(node, 'HANDSHAKE'), 1, failed(at(nodes, 1), 'CERT_HAS_EXPIRED x', 'CONNECTED')),
      demand,
    );
    expect(verdict).toMatchObject({ kind: 'refused', code: 'CertificateInvalid' });
    expect(verdict).not.toHaveProperty('mayPass');
    expect(wordRungs(rungsOf(verdict, 1))).toBe('CONNECTED, not HANDSHAKE');
  });
});

describe('a group without cluster mode', () => {
  const demand: Demand = { ...TLS, clusterMode: false };
  const primary: Member = { id: 'primary endpoint', host: 'master.my-group.example.com', port: 6379, kind: 'endpoint' };
  const pinged = group((node) => reached(node, 'ANSWERED'));

  test('opens if every node answers, and the endpoints, which lead to the same places', () => {
    const verdict = judgeDemand(withEndpoint(pinged, reached({ member: primary, address: 'fd00:77::10' }, 'ANSWERED')), demand);
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    expect(verdict.members).toHaveLength(7);
  });

  test('without TLS there is no handshake, and nobody reports anything', () => {
    const verdict = judgeDemand(pinged, { ...demand, tls: false });
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    expect(rungsOf(verdict)).toEqual({ REPORTED: 'skipped', RESOLVED: 'proven', CONNECTED: 'proven', HANDSHAKE: 'skipped', ANSWERED: 'proven' });
  });

  test('waits for an endpoint', () => {
    const lost = { ...failed(at(nodes, 0), 'ENOTFOUND x'), member: primary };
    expectLagging(withEndpoint(pinged, lost), demand, 6, 'not RESOLVED', /no such address in DNS/);
  });

  test('an answer over the other family proves nothing', () => {
    for (const address of ['10.77.0.10', '64:ff9b::10.77.0.10', '::ffff:10.77.0.10']) {
      expectLagging(
        group((node) => reached(node, 'ANSWERED'), 0, reached(at(nodes, 0), 'ANSWERED', address)),
        demand,
        0,
        'not RESOLVED',
        `was reached at ${address}, which is not ipv6`,
      );
    }
  });
});

describe('less may be demanded', () => {
  test.each([
    ['RESOLVED', 'RESOLVED', 'RESOLVED'],
    ['CONNECTED', 'CONNECTED', 'CONNECTED'],
    ['HANDSHAKE', 'HANDSHAKE', 'HANDSHAKE'],
    // there is nothing that views could report
    ['REPORTED', 'RESOLVED', 'RESOLVED'],
  ] as const)('%s of a group with TLS', (requiredEvidence, rung, evidence) => {
    const verdict = judgeDemand(
      group((node) => reached(node, rung)),
      { ...TLS, requiredEvidence },
    );
    expect(verdict).toMatchObject({ kind: 'open', evidence });
  });

  test('a handshake of a group without TLS is a connection', () => {
    const demand: Demand = { ...TLS, tls: false, clusterMode: false, requiredEvidence: 'HANDSHAKE' };
    expect(
      judgeDemand(
        group((node) => reached(node, 'CONNECTED')),
        demand,
      ),
    ).toMatchObject({ kind: 'open', evidence: 'CONNECTED' });
    expectLagging(
      group((node) => reached(node, 'CONNECTED'), 0, reached(at(nodes, 0), 'RESOLVED')),
      demand,
      0,
      'RESOLVED, not CONNECTED',
      'was not asked for more',
    );
  });

  test('the least of all nodes is what is proven of the group', () => {
    const demand: Demand = { ...TLS, requiredEvidence: 'RESOLVED' };
    expect(
      judgeDemand(
        group((node) => reached(node, 'ANSWERED'), 4, reached(at(nodes, 4), 'CONNECTED')),
        demand,
      ),
    ).toMatchObject({ kind: 'open', evidence: 'CONNECTED' });
  });

  test('never less than the views, where they tell: nobody is merely reached then', () => {
    const demand: Demand = { ...TLS, tls: false, requiredEvidence: 'CONNECTED' };
    const asked = group((node) => ({ ...answer(node, nodes), address: node.address }));
    expect(judgeDemand(asked, demand)).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    expectLagging({ ...asked, members: [reached(at(nodes, 0), 'ANSWERED'), ...asked.members.slice(1)] }, demand, 0, 'ANSWERED, not REPORTED', /./);
  });
});

describe('after a change of IP discovery, without TLS', () => {
  const asked = (address: (node: SampleNode) => string): Observation => group((node) => ({ ...answer(node, nodes), address: address(node) }));

  test('a node that answers and lags is told apart from one that does not answer', () => {
    const verdict = judge(
      group((node) => ({ ...answer(node, nodes, { slots: slotsReply(before) }), address: node.address }), 1, failed(at(nodes, 1), 'ECONNREFUSED x', 'RESOLVED')),
      'ipv6',
    );
    expect(wordRungs(rungsOf(verdict, 0))).toBe('ANSWERED, not REPORTED');
    expect(wordRungs(rungsOf(verdict, 1))).toBe('RESOLVED, not CONNECTED');
    expect(standing(verdict, 0).evidence).toBeUndefined();
  });

  test('complete views that were asked over the other family prove no connection', () => {
    const verdict = judge(
      asked((node) => at(before, nodes.indexOf(node)).address),
      'ipv6',
    );
    expect(verdict.kind).toBe('waiting');
    expect(standing(verdict)).toMatchObject({ evidence: 'REPORTED', reason: 'was reached at 10.77.0.10, which is not ipv6' });
  });

  test('the place that was dialled must belong to the node that answers', () => {
    const swapped = asked(({ address }) => (address === 'fd00:77::10' ? 'fd00:77::11' : address === 'fd00:77::11' ? 'fd00:77::10' : address));
    const verdict = judge(swapped, 'ipv6');
    expect(verdict.members.filter(({ onTarget }) => !onTarget).map(({ reason }) => reason)).toEqual([
      'answers as my-group-0001-001, but by its own view this place belongs to my-group-0001-002: the address is held by another node',
      'answers as my-group-0001-002, but by its own view this place belongs to my-group-0001-001: the address is held by another node',
    ]);
  });

  test('a place that no view knows says nothing: there may be a second address', () => {
    expect(judge(asked(({ address }) => address.replace('fd00:77', 'fd00:78')), 'ipv6').kind).toBe('open');
  });
});

describe('before a change of IP discovery', () => {
  const demand: Demand = { targetFamily: 'ipv6', purpose: 'reachability', clusterMode: true, tls: false, requiredEvidence: 'ANSWERED' };
  const asked = (node: SampleNode, changes: { slots?: unknown; nodes?: unknown } = {}): MemberObservation => ({
    ...answer(node, before, { nodes: nodesReply(before, node.id), ...changes }),
    address: node.address,
  });

  test('opens although the nodes announce the other family: they answer over this one', () => {
    const verdict = judgeDemand(
      group((node) => asked(node)),
      demand,
    );
    expect(verdict).toMatchObject({ kind: 'open', evidence: 'ANSWERED' });
    expect(rungsOf(verdict).REPORTED).toBe('skipped');
  });

  test('opens also where host names are announced', () => {
    const named = before.map((node) => ({ ...node, address: node.member.host }));
    expect(
      judgeDemand(
        group((node) => asked(node, { slots: slotsReply(named) })),
        demand,
      ).kind,
    ).toBe('open');
  });

  test('waits for a view that does not know the group', () => {
    const foreign = asked(at(nodes, 3), { slots: slotsReply(before.slice(0, 5)), nodes: nodesReply(before.slice(0, 5), nodeId(4)) });
    expectLagging(
      group((node) => asked(node), 3, foreign),
      demand,
      3,
      'CONNECTED, not ANSWERED',
      /^does not list my-group-0003-002/,
    );
  });

  test('waits for a place that is none', () => {
    const nowhere = before.map((node, index) => (index === 0 ? { ...node, address: '0.0.0.0' } : node));
    expectLagging(
      group((node) => asked(node), 3, asked(at(nodes, 3), { slots: slotsReply(nowhere) })),
      demand,
      3,
      'CONNECTED, not ANSWERED',
      /^shows 1 of 6 nodes off any address: my-group-0001-001 at 0\.0\.0\.0$/,
    );
  });
});
