import { describeVerdict } from '../../../lambda/topology/describe-verdict';
import { EarlyReader } from '../../../lambda/topology/early-reader';
import { judge } from '../../../lambda/topology/judge';
import { type AnsweredMember, type Observation } from '../../../lambda/topology/observation';
import { type Verdict } from '../../../lambda/topology/verdict';
import { at, nodeId, nodesReply, observe, sampleNodes, type SampleNode, silence, slotsReply } from './sample-topology';

const nodes = sampleNodes('ipv6');

/** Every member shows the group like this. */
function allSee(view: readonly SampleNode[], listed: readonly SampleNode[] = view): Observation {
  const changes = nodes.map((node, index): [number, Partial<AnsweredMember>] => [index, { slots: slotsReply(view), nodes: nodesReply(listed, node.id) }]);
  return observe(nodes, Object.fromEntries(changes));
}
const but = (index: number, change: Partial<SampleNode>): SampleNode[] => nodes.map((node, i) => (i === index ? { ...node, ...change } : node));

function culprits(verdict: Verdict): readonly string[] {
  if (verdict.kind !== 'waiting') throw new Error(`the verdict is ${verdict.kind}`);
  return (verdict.culprits ?? []).map(({ name, says, views, of }) => `${name} ${says}: ${views} of ${of}`);
}

describe('when one node is behind it all', () => {
  const stays = judge(allSee(but(5, { address: '127.0.0.1' })), 'ipv6');

  test('it is named once, not once for each view', () => {
    expect(culprits(stays)).toEqual(['my-group-0003-002 is still at 127.0.0.1: 6 of 6']);
    expect(stays.members.every(({ explained }) => explained)).toBe(true);
    expect(describeVerdict(stays, { targetFamily: 'ipv6' })).toBe(
      [
        '6 of 6 nodes are not proven to be on ipv6',
        'my-group-0003-002 is still at 127.0.0.1 in 6 of 6 views',
        'check that describe-replication-groups shows IpDiscovery ipv6, status available and every node that is named here',
      ].join('\n'),
    );
  });

  test('what each view says stays with the member', () => {
    expect(stays.members[0]?.reason).toBe('shows 1 of 6 nodes off ipv6: my-group-0003-002 at 127.0.0.1');
  });

  test.each<[string, Observation, string[]]>([
    ['is missing', allSee(nodes.slice(0, 5), nodes), ['my-group-0003-002 is not listed: 6 of 6']],
    ['has failed', allSee(nodes, but(5, { flags: 'slave,fail' })), ['my-group-0003-002 is down (fail): 6 of 6']],
    ['does not know its address', allSee(but(5, { address: '' }), nodes), ['my-group-0003-002 is without an address (""): 6 of 6']],
    ['is given by its name', allSee(but(5, { address: 'a.test' }), nodes), ['my-group-0003-002 is given as a.test: 6 of 6']],
    ['is at its old address by CLUSTER NODES alone', allSee(nodes, but(5, { address: '10.0.0.1' })), ['my-group-0003-002 is still at 10.0.0.1 in CLUSTER NODES: 6 of 6']],
    [
      'is no member',
      allSee([...nodes, { ...at(nodes, 5), id: nodeId(0xee), address: 'fd00:77::99' }], nodes),
      ['node eeeeeeee is listed, but is not a member of the group: 6 of 6'],
    ],
    ['shares a place', allSee(but(5, { address: 'fd00:77::13' })), ['my-group-0002-002 shares the place fd00:77::13 port 6379: 6 of 6', 'my-group-0003-002 shares the place fd00:77::13 port 6379: 6 of 6']],
  ])('because it %s', (_, observation, expected) => {
    expect(culprits(judge(observation, 'ipv6'))).toEqual(expected);
  });

  test('a member that is silent is told beside it, and gives no view', () => {
    const { expected, members } = allSee(but(5, { address: '127.0.0.1' }));
    const some = members.map((member, index) => (index === 2 ? silence(at(nodes, 2), 'ECONNREFUSED') : member));
    const text = describeVerdict(judge({ expected, members: some }, 'ipv6'), { targetFamily: 'ipv6' });
    expect(text).toContain('my-group-0003-002 is still at 127.0.0.1 in 5 of 5 views\nmy-group-0002-001 (not RESOLVED): nothing listens there (ECONNREFUSED)');
  });

  test('a member with something else against it is told beside it', () => {
    const { expected, members } = allSee(but(5, { address: '127.0.0.1' }));
    const some = members.map((member, index) => (index === 0 ? { ...member, slots: slotsReply(but(5, { address: '127.0.0.1' })).slice(1) } : member));
    const verdict = judge({ expected, members: some }, 'ipv6');
    expect(verdict.members.map(({ explained }) => explained)).toEqual([undefined, true, true, true, true, true]);
  });
});

describe('nothing is grouped', () => {
  test('where the views have nothing in common', () => {
    const observation = observe(nodes, { 0: { slots: slotsReply(but(5, { address: '127.0.0.1' })) }, 1: { slots: slotsReply(but(4, { address: '127.0.0.1' })) } });
    expect(culprits(judge(observation, 'ipv6'))).toEqual([]);
  });

  test('where the nodes are as many as the views', () => {
    const verdict = judge(allSee(sampleNodes('ipv4')), 'ipv6');
    expect(culprits(verdict)).toEqual([]);
    expect(verdict.members.every(({ explained }) => explained === undefined)).toBe(true);
  });

  test('of an open or a refused verdict', () => {
    expect(judge(observe(nodes), 'ipv6')).not.toHaveProperty('culprits');
    expect(judge(allSee(nodes.map((node, index) => ({ ...node, address: `n${index}.test` }))), 'ipv6')).not.toHaveProperty('culprits');
  });

  test('of a member that gave no view, or is on target', () => {
    const silent = nodes.map((node) => silence(node, 'ETIMEDOUT'));
    expect(culprits(judge({ expected: nodes.map(({ member }) => member), members: silent }, 'ipv6'))).toEqual([]);
  });
});

test('of 500 nodes with 30 behind, those that most views complain of are named', () => {
  const many = sampleNodes('ipv6', 250, 1).map((node, index) => ({
    ...node,
    id: index.toString(16).padStart(40, '0'),
    address: `fd00:77::${(index + 16).toString(16)}`,
    member: { ...node.member, id: `node-${index}` },
  }));
  const view = many.map((node, index) => (index < 30 ? { ...node, address: `10.0.0.${index}` } : node));
  // the last ten know of the last ten that lag
  const better = view.map((each, index) => (index >= 20 && index < 30 ? at(many, index) : each));
  const reader = new EarlyReader();
  const [slots, betterSlots] = [view, better].map((each) => reader.slots(slotsReply(each)));
  const members = many.map((node, index) => ({
    kind: 'answered' as const,
    member: node.member,
    myId: node.id,
    slots: index < 490 ? slots : betterSlots,
    nodes: reader.nodes(nodesReply(many, node.id)),
  }));
  const verdict = judge({ expected: many.map(({ member }) => member), members }, 'ipv6');
  expect(culprits(verdict)).toHaveLength(20);
  expect(culprits(verdict)[0]).toBe('node-0 is still at 10.0.0.0: 500 of 500');
  expect(verdict).toMatchObject({ moreCulprits: 10 });
  expect(verdict.members.every(({ explained }) => explained)).toBe(true);
  const lines = describeVerdict(verdict, { targetFamily: 'ipv6' }).split('\n');
  expect(lines).toHaveLength(1 + 20 + 1 + 1);
  expect(lines[21]).toBe('the same or the like of 10 nodes more');
});
