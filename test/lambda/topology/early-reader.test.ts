import { EarlyReader, type ReadNodes, type ReadSlots } from '../../../lambda/topology/early-reader';
import { judge } from '../../../lambda/topology/judge';
import { type ListedNode } from '../../../lambda/topology/membership';
import { parseClusterNodes } from '../../../lambda/topology/parse-cluster-nodes';
import { parseClusterSlots } from '../../../lambda/topology/parse-cluster-slots';
import { type ViewNode } from '../../../lambda/topology/view';
import { at, nodeId, nodeLine, nodesReply, observe, sampleNodes, slotsReply } from './sample-topology';

const nodes = sampleNodes('ipv6');
const ID = nodeId(1);

const inSlots = ({ parsed }: ReadSlots): ViewNode | undefined => (parsed.ok ? parsed.value.nodes.get(ID) : undefined);
const inNodes = ({ parsed }: ReadNodes): ListedNode | undefined => (parsed.ok ? parsed.value.nodes.get(ID) : undefined);

describe('a reply that is read early', () => {
  test('reads as it does late', () => {
    const reader = new EarlyReader();
    for (const reply of [slotsReply(nodes), slotsReply(sampleNodes('ipv4')), slotsReply(nodes, 7), [], null]) {
      expect(reader.slots(reply).parsed).toEqual(parseClusterSlots(reply));
    }
    for (const reply of [nodesReply(nodes, ID), nodesReply(sampleNodes('ipv4'), nodeId(2)), nodesReply(nodes, nodeId(2)), '', null]) {
      expect(reader.nodes(reply).parsed).toEqual(parseClusterNodes(reply));
    }
  });

  test('is judged as it is late', () => {
    for (const group of [nodes, sampleNodes('ipv4')]) {
      const { expected, members } = observe(group, { 1: { slots: 'OK' } });
      const reader = new EarlyReader();
      const early = members.map((entry) =>
        entry.kind === 'answered' ? { ...entry, slots: reader.slots(entry.slots), nodes: reader.nodes(entry.nodes) } : entry,
      );
      expect(judge({ expected, members: early }, 'ipv6')).toEqual(judge({ expected, members }, 'ipv6'));
    }
    const { expected, members } = observe(nodes);
    const reader = new EarlyReader();
    const early = nodes.map((node, index) => ({
      ...at(members, index),
      slots: reader.slots(slotsReply(nodes)),
      nodes: reader.nodes(nodesReply(nodes, node.id)),
    }));
    expect(judge({ expected, members: early }, 'ipv6').kind).toBe('open');
  });

  test('is not forged by what only looks like it', () => {
    const { parsed } = new EarlyReader().slots(slotsReply(nodes));
    expect(judge(observe(nodes, { 0: { slots: { parsed } } }), 'ipv6').kind).toBe('waiting');
    expect(judge(observe(nodes, { 0: { nodes: { parsed } } }), 'ipv6').kind).toBe('waiting');
  });
});

describe('a reply that comes in pieces', () => {
  test('reads as a whole one, and is shared with it', () => {
    const reader = new EarlyReader();
    const rows = slotsReply(nodes, 7);
    const slots = reader.beginSlots();
    for (const each of rows) slots.read(each);
    expect(reader.endSlots(slots).parsed).toEqual(parseClusterSlots(rows));
    expect(inSlots(reader.endSlots(slots))).toBe(inSlots(reader.slots(rows)));
    const listed = reader.beginNodes();
    const bytes = Buffer.from(nodesReply(nodes, ID));
    listed.read(bytes, 0, 100);
    listed.read(bytes, 100, bytes.length);
    const whole = reader.nodes(nodesReply([...nodes].reverse(), ID));
    const inPieces = reader.endNodes(listed);
    expect(inPieces.parsed).toEqual(parseClusterNodes(nodesReply(nodes, ID)));
    expect(inNodes(inPieces)).toBe(inNodes(whole));
  });

  test('is told apart from another one with as many lines', () => {
    const reader = new EarlyReader();
    const inPieces = (text: string): ReadNodes => {
      const listed = reader.beginNodes();
      const bytes = Buffer.from(text);
      listed.read(bytes, 0, bytes.length);
      return reader.endNodes(listed);
    };
    const first = inPieces(nodesReply(nodes, ID));
    const moved = nodesReply(nodes.map((node, index) => (index === 5 ? { ...node, address: '10.77.0.15' } : node)), ID);
    expect(inPieces(moved).parsed).toEqual(parseClusterNodes(moved));
    const lines = nodesReply(nodes, ID).split('\n');
    const twice = [...lines.slice(0, 5), lines[4], ''].join('\n');
    expect(inPieces(twice).parsed).toEqual({ ok: false, reason: `node ${nodeId(5).slice(0, 8)} is listed twice` });
    expect(inNodes(inPieces(nodesReply(nodes, ID)))).toBe(inNodes(first));
  });

  test('that is none has a reason', () => {
    const reader = new EarlyReader();
    const listed = reader.beginNodes();
    expect(reader.endNodes(listed).parsed).toEqual({ ok: false, reason: '0 lines are flagged "myself"' });
  });

  test('a view that misses a node is one of its own', () => {
    const reader = new EarlyReader();
    const all = reader.slots(slotsReply(nodes));
    const fewer = reader.slots(slotsReply(nodes.slice(0, 5)));
    expect(all.parsed.ok && all.parsed.value.nodes.size).toBe(6);
    expect(fewer.parsed.ok && fewer.parsed.value.nodes.size).toBe(5);
  });

  test('what only one view holds is forgotten after a while', () => {
    const reader = new EarlyReader();
    const first = reader.slots(slotsReply(nodes));
    for (let index = 0; index < 16; index++) reader.slots(slotsReply(nodes.map((node) => ({ ...node, address: `fd00::${index}` }))));
    const again = reader.slots(slotsReply(nodes));
    expect(again.parsed).toEqual(first.parsed);
    expect(again.parsed.ok && first.parsed.ok && again.parsed.value === first.parsed.value).toBe(false);
  });
});

describe('views of one reader', () => {
  const row = (endpoint: unknown, port = 6379, metadata: unknown = []): unknown => [[0, 16_383, [endpoint, port, ID, metadata]]];

  test.each([
    ['::1', '::1'],
    [null, null],
    ['?', '?'],
    ['a.test', 'a.test'],
  ])('hold a node once that they agree on: %j', (first, second) => {
    const reader = new EarlyReader();
    expect(inSlots(reader.slots(row(first)))).toBe(inSlots(reader.slots(row(second))));
  });

  test.each([
    ['address', row('::2')],
    ['kind of endpoint', row(null)],
    ['port', row('::1', 6380)],
    ['metadata ip', row('::1', 6379, ['ip', '::1'])],
  ])('hold it twice if its %s differs', (_, reply) => {
    const reader = new EarlyReader();
    const before = inSlots(reader.slots(row('::1')));
    const after = inSlots(reader.slots(reply));
    expect(before).toEqual({ id: ID, port: 6379, endpoint: { kind: 'address', address: '::1', family: 'ipv6' } });
    expect(after).not.toEqual(before);
  });

  test('hold the last eight forms of a node', () => {
    const reader = new EarlyReader();
    const forms = Array.from({ length: 9 }, (_, index) => inSlots(reader.slots(row(`::${index + 1}`))));
    expect(inSlots(reader.slots(row('::2')))).toBe(forms[1]);
    expect(inSlots(reader.slots(row('::1')))).not.toBe(forms[0]);
  });

  test('the same for CLUSTER NODES', () => {
    const reader = new EarlyReader();
    const line = nodeLine(at(nodes, 0), true);
    const before = inNodes(reader.nodes(line));
    expect(inNodes(reader.nodes(line))).toBe(before);
    expect(inNodes(reader.nodes(line.replace('@16379', '@16379,a.test')))).toMatchObject({ hostname: 'a.test' });
    expect(inNodes(reader.nodes(line.replace('master', 'master,nofailover')))).toMatchObject({ flags: ['master', 'nofailover'] });
    expect(inNodes(reader.nodes(line))).toEqual(before);
  });
});
