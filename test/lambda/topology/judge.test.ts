import { type AnsweredMember, type Observation } from '../../../lambda/topology/observation';
import { judge } from '../../../lambda/topology/judge';
import { type Verdict } from '../../../lambda/topology/verdict';
import { address, answer, at, nodeId, nodeLine, nodesReply, observe, sampleNodes, type SampleNode, silence, slotsReply } from './sample-topology';

const nodes = sampleNodes('ipv6');
const STRANGER: SampleNode = { ...at(nodes, 5), member: { id: 'stranger', host: 'x', port: 1 }, id: nodeId(0xee), address: 'fd00:77::99' };

/** Without TLS there is no handshake to prove. */
const PLAIN_RUNGS = { REPORTED: 'proven', RESOLVED: 'proven', CONNECTED: 'proven', HANDSHAKE: 'skipped', ANSWERED: 'proven' };

/** The sample, with one node somewhere else, or otherwise changed. */
const but = (index: number, change: Partial<SampleNode>): SampleNode[] => nodes.map((node, i) => (i === index ? { ...node, ...change } : node));
const without = (index: number): SampleNode[] => nodes.filter((_, i) => i !== index);

/** What the first member answers, all others being in order. */
const first = (changes: Partial<AnsweredMember>): Observation => observe(nodes, { 0: changes });

function replaced(index: number, entry: Observation['members'][number] | undefined): Observation {
  const { expected, members } = observe(nodes);
  return { expected, members: members.flatMap((member, i) => (i === index ? (entry ?? []) : member)) };
}

function reasons(verdict: Verdict): Record<string, string> {
  return Object.fromEntries(verdict.members.filter(({ onTarget }) => !onTarget).map(({ memberId, reason }) => [memberId, reason]));
}

/** The only member that is not on target says this. */
function expectWaiting(observation: Observation, reason: string, memberId = 'my-group-0001-001'): void {
  const verdict = judge(observation, 'ipv6');
  expect(reasons(verdict)).toEqual({ [memberId]: reason });
  expect(verdict.kind).toBe('waiting');
}

describe('open', () => {
  test.each([
    [1, 0],
    [1, 2],
    [3, 1],
    [2, 3],
  ])('if each of %d shards with %d replicas shows the whole group on the family', (shards, replicas) => {
    for (const family of ['ipv4', 'ipv6'] as const) {
      const group = sampleNodes(family, shards, replicas);
      expect(judge(observe(group), family)).toEqual({
        kind: 'open',
        evidence: 'ANSWERED',
        members: group.map(({ member }) => ({ memberId: member.id, onTarget: true, reason: '', evidence: 'ANSWERED', rungs: PLAIN_RUNGS })),
      });
    }
  });

  test('with replies as bytes, in another order of the nodes, with slots in many pieces', () => {
    const backwards = [...nodes].reverse();
    const changes = { myId: Buffer.from(nodeId(1)), slots: slotsReply(backwards, 100), nodes: Buffer.from(nodesReply(backwards, nodeId(1))) };
    expect(judge(first(changes), 'ipv6').kind).toBe('open');
  });

  test('whatever somebody says who is not a member', () => {
    const { expected, members } = observe(nodes);
    const other = answer(STRANGER, [STRANGER]);
    expect(judge({ expected, members: [...members, other] }, 'ipv6').kind).toBe('open');
  });

  test('never for the other family', () => {
    const verdict = judge(observe(nodes), 'ipv4');
    expect(verdict.kind).toBe('waiting');
    expect(verdict.members.every(({ onTarget }) => !onTarget)).toBe(true);
  });

  test('never for a group without members', () => {
    expect(judge({ expected: [], members: [] }, 'ipv6')).toEqual({ kind: 'waiting', members: [] });
  });
});

describe('waiting, because of who was asked', () => {
  test('a member was not asked', () => {
    expectWaiting(replaced(2, undefined), 'was not asked in this sweep', 'my-group-0002-001');
  });

  test('a member was asked twice', () => {
    const { expected, members } = observe(nodes);
    expectWaiting({ expected, members: [...members, at(members, 0)] }, 'was asked twice in one sweep, so there is no one answer to judge');
  });

  test('a member did not answer: the others stay on target, though its node id is not known', () => {
    const refused = silence(at(nodes, 3), 'ECONNREFUSED', 'connect ECONNREFUSED fd00:77::13:6379');
    const verdict = judge(replaced(3, refused), 'ipv6');
    expect(verdict.kind).toBe('waiting');
    expect(verdict.members[3]).toEqual({
      memberId: 'my-group-0002-002',
      onTarget: false,
      reason: 'nothing listens there (ECONNREFUSED: connect ECONNREFUSED fd00:77::13:6379)',
      check: 'the port, and that the node listens over ipv6; a node that restarts says this too',
      rungs: { REPORTED: 'missing', RESOLVED: 'missing', CONNECTED: 'missing', HANDSHAKE: 'skipped', ANSWERED: 'missing' },
    });
    expect(verdict.members.filter(({ onTarget }) => onTarget)).toHaveLength(5);
  });

  test('a code alone is all that is known', () => {
    expectWaiting(replaced(0, silence(at(nodes, 0), 'ENETUNREACH')), 'whoever asks has no route to the node (ENETUNREACH)');
  });

  test('a node id is none', () => {
    expectWaiting(first({ myId: null }), 'CLUSTER MYID is not a node id but null');
    expectWaiting(first({ myId: 'node-1' }), 'CLUSTER MYID is not a node id but "node-1"');
  });

  test('two members answer with one node id: the address of one is held by the other', () => {
    const verdict = judge(replaced(1, { ...answer(at(nodes, 0), nodes), member: at(nodes, 1).member }), 'ipv6');
    const reason = 'my-group-0001-001, my-group-0001-002 answer with the same node id 01010101: an address of one leads to another';
    expect(verdict.kind).toBe('waiting');
    expect(reasons(verdict)).toEqual({ 'my-group-0001-001': reason, 'my-group-0001-002': reason });
  });

  describe('and may have been the wrong node, so that it is to be dialled anew', () => {
    const misplaced = (observation: Observation): readonly string[] => judge(observation, 'ipv6').members.flatMap(({ memberId, misplaced: is }) => (is ? [memberId] : []));
    const id = (index: number): string => at(nodes, index).member.id;

    test.each<[string, Observation, readonly string[]]>([
      ['two answer as one', replaced(1, { ...answer(at(nodes, 0), nodes), member: at(nodes, 1).member }), [id(0), id(1)]],
      ['it knows none of the others', replaced(1, { ...answer(STRANGER, [STRANGER]), member: at(nodes, 1).member }), [id(1)]],
      ['it was reached over the other family', replaced(1, { ...answer(at(nodes, 1), nodes), address: '10.0.0.1' }), [id(1)]],
      ['two were reached at one place', observe(nodes, { 1: { address: 'fd00:99::1' }, 2: { address: 'fd00:99::1' } }), [id(1), id(2)]],
    ])('%s', (_, observation, expected) => {
      expect(misplaced(observation)).toEqual(expected);
    });

    test.each<[string, Observation]>([
      ['everyone is there', observe(nodes)],
      ['its view is behind', first({ slots: slotsReply(but(3, { address: '10.0.0.3' })) })],
      ['it leaves out one of the others', first({ nodes: nodesReply(without(3), nodeId(1)) })],
      ['it can not be read', first({ nodes: 'OK' })],
      ['it did not answer', replaced(1, silence(at(nodes, 1), 'ECONNREFUSED'))],
      ['nobody else answered', { expected: observe(nodes).expected, members: [answer(at(nodes, 0), [at(nodes, 0)])] }],
    ])('not because %s', (_, observation) => {
      expect(misplaced(observation)).toEqual([]);
    });
  });

  test('a member is expected twice', () => {
    const { expected, members } = observe(nodes);
    const twice = { expected: [...expected.slice(0, 5), at(expected, 0)], members };
    expect(judge(twice, 'ipv6').kind).toBe('waiting');
    expect(reasons(judge(twice, 'ipv6'))['my-group-0001-001']).toMatch(/^my-group-0001-001, my-group-0001-001 answer with the same node id/);
  });

  test('CLUSTER NODES is of another node than CLUSTER MYID', () => {
    expectWaiting(first({ nodes: nodesReply(nodes, nodeId(2)) }), 'CLUSTER NODES and CLUSTER MYID are of two different nodes');
  });
});

describe('waiting, because of CLUSTER SLOTS', () => {
  test('it shows a node at its old address', () => {
    expectWaiting(
      first({ slots: slotsReply(but(3, { address: '10.77.0.13' })) }),
      'shows 1 of 6 nodes off ipv6: my-group-0002-002 at 10.77.0.13',
    );
  });

  test('it shows many nodes at their old addresses: some are named, all are counted', () => {
    expectWaiting(
      first({ slots: slotsReply(sampleNodes('ipv4')) }),
      'shows 6 of 6 nodes off ipv6: my-group-0001-001 at 10.77.0.10, my-group-0001-002 at 10.77.0.11, my-group-0002-001 at 10.77.0.12 and 3 more',
    );
  });

  test.each(['::ffff:10.77.0.13', '64:ff9b::10.77.0.13', '::'])('%s is not served over ipv6', (disguised) => {
    const changed = but(3, { address: disguised });
    expectWaiting(first({ slots: slotsReply(changed) }), `shows 1 of 6 nodes off ipv6: my-group-0002-002 at ${disguised}`);
  });

  test.each([
    [null, 'null'],
    ['', '""'],
    ['?', '"?"'],
  ])('the endpoint %j does not tell', (endpoint, written) => {
    const slots = slotsReply(nodes);
    const [, , node = []] = at(slots, 0);
    node[0] = endpoint;
    node[3] = ['ip', '::1'];
    expectWaiting(first({ slots }), `can not tell yet for 1 of 6 nodes: my-group-0001-001 without an address (${written}) (ip ::1)`);
  });

  test('it gives a host name among addresses', () => {
    expectWaiting(
      first({ slots: slotsReply(but(0, { address: 'node-0.cl.test' })) }),
      'gives host names, which do not tell the family, for 1 of 6 nodes: my-group-0001-001 as node-0.cl.test',
    );
  });

  test('it is empty: a node that has just started knows nobody', () => {
    expectWaiting(first({ slots: [] }), 'lists no node yet: it has not joined the cluster, or the cluster has no slots');
  });

  test('it leaves out a replica that is down or syncing: five of six rows, all ipv6, is the classic false pass', () => {
    expectWaiting(first({ slots: slotsReply(without(5)) }), 'does not list my-group-0003-002');
    const all = Object.fromEntries(nodes.map((_, index) => [index, { slots: slotsReply(without(5)) }]));
    expect(judge(observe(nodes, all), 'ipv6').kind).toBe('waiting');
  });

  test('it leaves out a member whose node id is not known', () => {
    const { expected, members } = replaced(5, silence(at(nodes, 5), 'AnswerTimeout'));
    const five = { ...answer(at(nodes, 0), nodes), slots: slotsReply(without(5)) };
    const verdict = judge({ expected, members: members.map((member, index) => (index === 0 ? five : member)) }, 'ipv6');
    expect(verdict.members[0]?.reason).toBe('lists 5 nodes, the group has 6');
  });

  test('it lists a node that is no member', () => {
    expectWaiting(first({ slots: slotsReply([...nodes, STRANGER]) }), 'lists node eeeeeeee, not a member of the group');
  });

  test('one slot is missing', () => {
    const slots = slotsReply(nodes);
    at(slots, 0)[0] = 1;
    expectWaiting(first({ slots }), 'covers 16383 of 16384 slots');
  });

  test('it shows two nodes at one place', () => {
    expectWaiting(
      first({ slots: slotsReply(but(3, { address: address('ipv6', 1) })) }),
      'shows my-group-0001-002 and my-group-0002-002 at one place: fd00:77::11 port 6379',
    );
  });

  test('it can not be read', () => {
    expectWaiting(first({ slots: 'OK' }), 'CLUSTER SLOTS is not readable: the reply is not a list but "OK"');
  });
});

describe('waiting, because of CLUSTER NODES', () => {
  const nodesBut = (index: number, change: Partial<SampleNode>): Observation => first({ nodes: nodesReply(but(index, change), nodeId(1)) });

  test.each([
    ['slave,fail?', 'seems to be down (fail?)'],
    ['slave,fail', 'is down (fail)'],
    ['slave,noaddr', 'has no address (noaddr)'],
  ])('a node has the flags %s', (flags, trouble) => {
    expectWaiting(nodesBut(5, { flags }), `says that my-group-0003-002 at fd00:77::15 ${trouble}`);
  });

  test('a node is being introduced: its id is not its own yet', () => {
    const line = `${nodeLine({ id: nodeId(0xdd), address: '10.77.0.99', flags: 'handshake' })}\n`;
    expectWaiting(first({ nodes: nodesReply(nodes, nodeId(1)) + line }), 'says that node dddddddd at 10.77.0.99 is being introduced (handshake)');
  });

  test('a node has no address and is not reported a second time for that', () => {
    expectWaiting(nodesBut(5, { flags: 'slave,noaddr', address: '' }), 'says that my-group-0003-002 without an address ("") has no address (noaddr)');
  });

  test('it shows a node at its old address', () => {
    expectWaiting(nodesBut(5, { address: '10.77.0.15' }), 'shows 1 of 6 nodes off ipv6 in CLUSTER NODES: my-group-0003-002 at 10.77.0.15');
  });

  test('it shows an old address that CLUSTER SLOTS shows too: said once', () => {
    const old = but(5, { address: '10.77.0.15' });
    expectWaiting(first({ slots: slotsReply(old), nodes: nodesReply(old, nodeId(1)) }), 'shows 1 of 6 nodes off ipv6: my-group-0003-002 at 10.77.0.15');
  });

  test('a stopped replica that still announces ipv4 is only here', () => {
    const stopped = but(5, { address: '10.77.0.15', flags: 'slave,fail' });
    expectWaiting(
      first({ slots: slotsReply(without(5)), nodes: nodesReply(stopped, nodeId(1)) }),
      'does not list my-group-0003-002; says that my-group-0003-002 at 10.77.0.15 is down (fail); ' +
        'shows 1 of 6 nodes off ipv6 in CLUSTER NODES: my-group-0003-002 at 10.77.0.15',
    );
  });

  test('it leaves out a member, or lists a stranger', () => {
    expectWaiting(first({ nodes: nodesReply(without(5), nodeId(1)) }), 'does not list my-group-0003-002 in CLUSTER NODES');
    expectWaiting(first({ nodes: nodesReply([...nodes, STRANGER], nodeId(1)) }), 'lists node eeeeeeee, not a member of the group in CLUSTER NODES');
  });

  test('it can not be read', () => {
    expectWaiting(first({ nodes: undefined }), 'CLUSTER NODES is not readable: the reply is not text but undefined');
  });

  test('neither can be read', () => {
    expectWaiting(
      first({ slots: null, nodes: null }),
      'CLUSTER SLOTS is not readable: the reply is not a list but null; CLUSTER NODES is not readable: the reply is not text but null',
    );
  });
});

describe('refused', () => {
  const named = nodes.map((node, index) => ({ ...node, address: `node-${index}.cl.test` }));
  const allNamed = Object.fromEntries(nodes.map((_, index) => [index, { slots: slotsReply(named) }]));

  test('if a failure can not be cured by waiting: the message counts and names, the standings stay', () => {
    const { expected, members } = observe(nodes);
    const failing = members.map((member, index) => (index < 4 ? silence(at(nodes, index), 'WRONGPASS', 'WRONGPASS invalid') : member));
    const verdict = judge({ expected, members: failing }, 'ipv6');
    expect(verdict).toMatchObject({
      kind: 'refused',
      code: 'WrongPassword',
      cannotTell: false,
      message:
        'the node does not accept the user name or the password (4 nodes of 6: my-group-0001-001, my-group-0001-002, ' +
        'my-group-0002-001 and 1 more); check user name and password, and that the user is in the user group of the replication group; with IAM, that the role of ' +
        'whoever asks may elasticache:Connect to the replication group and to the user',
      mayPass: true,
    });
    expect(verdict.members.map(({ onTarget }) => onTarget)).toEqual([false, false, false, false, true, true]);
  });

  test('the first of several causes names the code and counts only its own', () => {
    const { expected, members } = observe(nodes);
    const failing = members.map((member, index) => {
      if (index === 0) return silence(at(nodes, 0), 'ETIMEDOUT');
      return index < 3 ? silence(at(nodes, index), index === 1 ? 'CERT_HAS_EXPIRED' : 'NOAUTH', index === 1 ? '' : 'NOAUTH x') : member;
    });
    const verdict = judge({ expected, members: failing }, 'ipv6');
    expect(verdict).toMatchObject({ code: 'CertificateInvalid', message: expect.stringContaining('(1 node of 6: my-group-0001-002)') as string });
  });

  test('without cluster mode nothing is wrong and nothing is proven', () => {
    const disabled = silence(at(nodes, 0), 'ERR', 'ERR This instance has cluster support disabled');
    const verdict = judge({ expected: [at(nodes, 0).member], members: [disabled] }, 'ipv6');
    expect(verdict).toMatchObject({ kind: 'refused', code: 'ClusterModeDisabled', cannotTell: true });
  });

  test('if all views give nothing but host names', () => {
    const verdict = judge(observe(nodes, allNamed), 'ipv6');
    expect(verdict).toMatchObject({ kind: 'refused', code: 'HostnameEndpoints', cannotTell: true });
    expect(verdict.kind === 'refused' && verdict.message).toMatch(/^every node announces host names.*IP discovery has no effect.*connect to it over ipv6/);
    expect(verdict.members[0]).toMatchObject({ onTarget: false, reason: expect.stringMatching(/as node-0\.cl\.test/) as string });
  });

  test('for host names also if the other members are silent, unreadable or empty', () => {
    const changes = { ...allNamed, 1: { slots: null }, 2: { slots: [] } };
    const { expected, members } = observe(nodes, changes);
    const some = members.map((member, index) => (index === 0 ? silence(at(nodes, 0), 'ETIMEDOUT') : member));
    expect(judge({ expected, members: some }, 'ipv6')).toMatchObject({ code: 'HostnameEndpoints' });
  });

  test('not for host names while one view gives addresses: the group may be changing', () => {
    expect(judge(observe(nodes, { ...allNamed, 4: {} }), 'ipv6').kind).toBe('waiting');
  });

  test('not for host names while some endpoints are not known yet', () => {
    const partly = named.map((node, index) => ({ ...node, address: index === 0 ? '?' : node.address }));
    const changes = Object.fromEntries(nodes.map((_, index) => [index, { slots: slotsReply(partly) }]));
    expect(judge(observe(nodes, changes), 'ipv6').kind).toBe('waiting');
  });

  test('for a wrong password rather than for host names', () => {
    const { expected, members } = observe(nodes, allNamed);
    const some = members.map((member, index) => (index === 5 ? silence(at(nodes, 5), 'NOPERM', 'NOPERM no') : member));
    expect(judge({ expected, members: some }, 'ipv6')).toMatchObject({ code: 'NoPermission' });
  });
});
