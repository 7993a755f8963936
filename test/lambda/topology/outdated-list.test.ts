import { plainPropagation } from '../../../lambda/topology/demand';
import { EarlyReader, UNREAD_SLOTS } from '../../../lambda/topology/early-reader';
import { judge, judgeDemand } from '../../../lambda/topology/judge';
import { mayBeThere } from '../../../lambda/topology/may-be-there';
import { type AnsweredMember, type Observation } from '../../../lambda/topology/observation';
import { parseClusterNodes } from '../../../lambda/topology/parse-cluster-nodes';
import { at, nodeId, nodeLine, nodesReply, observe, sampleNodes, type SampleNode, silence, slotsReply } from './sample-topology';

const nodes = sampleNodes('ipv6');
const NEW: SampleNode = { member: { id: 'new', host: 'new', port: 6379 }, id: nodeId(0xee), address: 'fd00:77::99', shard: 2, flags: 'slave' };
const without = (index: number): SampleNode[] => nodes.filter((_, i) => i !== index);

/** The first `count` members list these nodes, the others the group as it was. */
function listing(listed: readonly SampleNode[], count = 6, more = ''): Observation {
  const changes = nodes.slice(0, count).map((node, index): [number, Partial<AnsweredMember>] => [index, { nodes: nodesReply(listed, node.id) + more }]);
  return observe(nodes, Object.fromEntries(changes));
}
const outdated = (observation: Observation): boolean => {
  const verdict = judge(observation, 'ipv6');
  return verdict.kind === 'waiting' && verdict.outdated === true;
};

describe('the list of members seems outdated', () => {
  test('if most views list a node that is no member: the group was scaled out, or a node replaced', () => {
    expect(outdated(listing([...nodes, NEW]))).toBe(true);
    expect(outdated(listing([...without(5), NEW]))).toBe(true);
  });

  test('if most views do not list a member any more, whether it answers or not: the group was scaled in', () => {
    expect(outdated(listing(without(5)))).toBe(true);
    const { expected, members } = listing(without(5));
    expect(outdated({ expected, members: members.map((member, index) => (index === 5 ? silence(at(nodes, 5), 'ENOTFOUND') : member)) })).toBe(true);
  });

  test('from half of the views on', () => {
    expect(outdated(listing(without(5), 2))).toBe(false);
    expect(outdated(listing(without(5), 3))).toBe(true);
  });

  test('not if a node is down, moves, or is being introduced', () => {
    expect(outdated(listing(nodes.map((node, index) => (index === 5 ? { ...node, flags: 'slave,fail' } : node))))).toBe(false);
    expect(outdated(listing(sampleNodes('ipv4')))).toBe(false);
    expect(outdated(listing(nodes, 6, `${nodeLine({ ...NEW, flags: 'handshake' })}\n`))).toBe(false);
  });

  test('not if nobody says anything of the nodes', () => {
    expect(outdated({ expected: nodes.map(({ member }) => member), members: nodes.map((node) => silence(node, 'ETIMEDOUT')) })).toBe(false);
    expect(outdated(observe(nodes, Object.fromEntries(nodes.map((_, index) => [index, { nodes: null }]))))).toBe(false);
  });

  test('and never is such a group open', () => {
    for (const observation of [listing([...nodes, NEW]), listing(without(5), 3)]) expect(judge(observation, 'ipv6').kind).toBe('waiting');
  });

  test('endpoints are no nodes: what is behind them is listed anyway', () => {
    const { expected, members } = observe(nodes);
    const endpoint = { id: 'reader', host: 'reader', port: 6379, kind: 'endpoint' } as const;
    const behind = { ...at(members, 0), member: endpoint };
    expect(judge({ expected: [...expected, endpoint], members: [...members, behind] }, 'ipv6').kind).toBe('open');
  });
});

describe('CLUSTER NODES leaves it open that a node is there', () => {
  const maybe = (listed: readonly SampleNode[], demand = plainPropagation('ipv6')): boolean => {
    const parsed = parseClusterNodes(nodesReply(listed, nodeId(1)));
    if (!parsed.ok) throw new Error(parsed.reason);
    return mayBeThere(parsed.value, demand, 6);
  };

  test('if all are well and on the family', () => {
    expect(maybe(nodes)).toBe(true);
    expect(maybe(sampleNodes('ipv4'))).toBe(false);
    expect(maybe(without(5))).toBe(false);
    expect(maybe(nodes.map((node, index) => (index === 3 ? { ...node, flags: 'slave,fail?' } : node)))).toBe(false);
  });

  test('where names are announced, whatever addresses are beside them', () => {
    expect(maybe(sampleNodes('ipv4'), { ...plainPropagation('ipv6'), tls: true })).toBe(true);
    expect(maybe(sampleNodes('ipv4'), { ...plainPropagation('ipv6'), purpose: 'reachability' })).toBe(true);
  });
});

describe('CLUSTER SLOTS that is still to be read', () => {
  const reader = new EarlyReader();
  const unread = (listed: readonly SampleNode[]): Observation =>
    observe(nodes, { 0: { slots: UNREAD_SLOTS, nodes: reader.nodes(nodesReply(listed, nodeId(1))) }, 1: { slots: reader.slots(slotsReply(nodes)) } });

  test('keeps the gate from opening, whatever CLUSTER NODES says', () => {
    const verdict = judgeDemand(unread(nodes), plainPropagation('ipv6'));
    expect(verdict.kind).toBe('waiting');
    expect(verdict.members.map(({ reason }) => reason)).toEqual(['CLUSTER SLOTS is not readable: it is still to be read', '', '', '', '', '']);
  });

  test('is not spoken of where CLUSTER NODES says enough', () => {
    const verdict = judgeDemand(unread(nodes.map((node, index) => (index === 5 ? { ...node, address: '10.0.0.1' } : node))), plainPropagation('ipv6'));
    expect(verdict.members[0]).toMatchObject({ reason: 'shows 1 of 6 nodes off ipv6 in CLUSTER NODES: my-group-0003-002 at 10.0.0.1', wrongNodes: 1 });
  });
});
