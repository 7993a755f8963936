import fc from 'fast-check';
import { ConsecutiveOpen } from '../../../lambda/topology/consecutive-open';
import { judge } from '../../../lambda/topology/judge';
import { type AnsweredMember, type Observation } from '../../../lambda/topology/observation';
import { address, answer, at, nodeId, nodesReply, observe, type Row, type SampleNode, sampleNodes, silence, slotsReply } from './sample-topology';

const OTHER = { ipv4: 'ipv6', ipv6: 'ipv4' } as const;

const groups = fc.record({
  family: fc.constantFrom('ipv4', 'ipv6'),
  shards: fc.integer({ min: 1, max: 4 }),
  replicas: fc.integer({ min: 0, max: 2 }),
  pieces: fc.integer({ min: 1, max: 3 }),
});

interface Scene {
  readonly nodes: readonly SampleNode[];
  readonly family: 'ipv4' | 'ipv6';
  readonly pieces: number;
  /** The member whose answer changes. */
  readonly who: number;
  /** The node that its answer is wrong about. */
  readonly about: number;
  /** The row of CLUSTER SLOTS that is changed. */
  readonly row: number;
}

const scenes: fc.Arbitrary<Scene> = fc.tuple(groups, fc.nat(), fc.nat(), fc.nat()).map(([group, who, about, row]) => {
  const nodes = sampleNodes(group.family, group.shards, group.replicas);
  const rows = group.shards * group.pieces;
  return { nodes, family: group.family, pieces: group.pieces, who: who % nodes.length, about: about % nodes.length, row: row % rows };
});

const sweep = ({ nodes, who, pieces }: Scene, changes: Partial<AnsweredMember>): Observation => {
  const slots = { slots: slotsReply(nodes, pieces) };
  return observe(nodes, { ...Object.fromEntries(nodes.map((_, index) => [index, slots])), [who]: { ...slots, ...changes } });
};

/** What the member answers when it is wrong about one node. */
const wrongAbout = ({ nodes, about, who, pieces }: Scene, change: Partial<SampleNode>): { slots: unknown; nodes: unknown } => {
  const changed = nodes.map((node, index) => (index === about ? { ...node, ...change } : node));
  return { slots: slotsReply(changed, pieces), nodes: nodesReply(changed, at(nodes, who).id) };
};

const inRow = ({ nodes, pieces, row }: Scene, change: (row: Row) => Row[]): Row[] =>
  slotsReply(nodes, pieces).flatMap((each, index) => (index === row ? change(each) : [each]));

const firstNodeInRow = (scene: Scene, change: (node: unknown[]) => unknown[]): Row[] =>
  inRow(scene, ([start, end, node = [], ...others]) => [[start, end, change(node), ...others]]);

const MUTATIONS: Readonly<Record<string, (scene: Scene) => Observation>> = {
  'a node is dropped from CLUSTER SLOTS': (scene) =>
    sweep(scene, { slots: slotsReply(scene.nodes, scene.pieces).map((row) => row.filter((node) => !(Array.isArray(node) && node[2] === at(scene.nodes, scene.about).id))) }),
  'a node is dropped from CLUSTER NODES': (scene) =>
    sweep(scene, { nodes: nodesReply(scene.nodes.filter((_, index) => index !== scene.about), at(scene.nodes, scene.who).id) }),
  'a node has the other family in CLUSTER SLOTS': (scene) =>
    sweep(scene, { slots: wrongAbout(scene, { address: address(OTHER[scene.family], scene.about) }).slots }),
  'a node has the other family in one row only': (scene) =>
    sweep(scene, { slots: firstNodeInRow(scene, ([, ...rest]) => [address(OTHER[scene.family], 99), ...rest]) }),
  'a node has the other family in CLUSTER NODES': (scene) =>
    sweep(scene, { nodes: wrongAbout(scene, { address: address(OTHER[scene.family], scene.about) }).nodes }),
  'an endpoint is not known': (scene) => sweep(scene, { slots: wrongAbout(scene, { address: '' }).slots }),
  'an endpoint is "?"': (scene) => sweep(scene, { slots: wrongAbout(scene, { address: '?' }).slots }),
  'an endpoint is a host name': (scene) => sweep(scene, { slots: wrongAbout(scene, { address: 'a.test' }).slots }),
  'a node has failed': (scene) => sweep(scene, { nodes: wrongAbout(scene, { flags: 'slave,fail' }).nodes }),
  'a node seems to have failed': (scene) => sweep(scene, { nodes: wrongAbout(scene, { flags: 'master,fail?' }).nodes }),
  'a node joins': (scene) => sweep(scene, { nodes: wrongAbout(scene, { flags: 'handshake' }).nodes }),
  'a node has no address': (scene) => sweep(scene, { nodes: wrongAbout(scene, { flags: 'slave,noaddr' }).nodes }),
  'a slot is removed at the start of a row': (scene) =>
    sweep(scene, { slots: inRow(scene, ([start, end, ...rest]) => (start < end ? [[start + 1, end, ...rest]] : [])) }),
  'a row is removed': (scene) => sweep(scene, { slots: inRow(scene, () => []) }),
  'a row is there twice': (scene) => sweep(scene, { slots: inRow(scene, (row) => [row, row]) }),
  'a node is twice in a row': (scene) => sweep(scene, { slots: inRow(scene, ([start, end, node = [], ...rest]) => [[start, end, node, ...rest, node]]) }),
  'a node id is written over another': (scene) => {
    const other = at(scene.nodes, (scene.about + 1) % scene.nodes.length).id;
    return sweep(scene, { slots: wrongAbout(scene, { id: scene.nodes.length === 1 ? nodeId(0xee) : other }).slots });
  },
  'a node id is a stranger in CLUSTER SLOTS': (scene) => sweep(scene, { slots: wrongAbout(scene, { id: nodeId(0xee) }).slots }),
  'a node id is a stranger in CLUSTER NODES': (scene) => sweep(scene, { nodes: wrongAbout(scene, { id: nodeId(0xee) }).nodes }),
  'CLUSTER MYID is a stranger': (scene) => sweep(scene, { myId: nodeId(0xee) }),
  'CLUSTER SLOTS is empty': (scene) => sweep(scene, { slots: [] }),
  'CLUSTER NODES is empty': (scene) => sweep(scene, { nodes: '' }),
  'a line of CLUSTER NODES is there twice': (scene) =>
    sweep(scene, { nodes: nodesReply([...scene.nodes, at(scene.nodes, scene.about)], at(scene.nodes, scene.who).id) }),
  'a member does not answer': (scene) => {
    const { expected, members } = sweep(scene, {});
    return { expected, members: members.map((member, index) => (index === scene.who ? silence(at(scene.nodes, index), 'ETIMEDOUT') : member)) };
  },
  'a member is not asked': (scene) => {
    const { expected, members } = sweep(scene, {});
    return { expected, members: members.filter((_, index) => index !== scene.who) };
  },
  'a member is asked twice': (scene) => {
    const { expected, members } = sweep(scene, {});
    return { expected, members: [...members, at(members, scene.who)] };
  },
  'one member more is expected': (scene) => {
    const { expected, members } = sweep(scene, {});
    return { expected: [...expected, { id: 'my-group-0009-001', host: 'x', port: 6379 }], members };
  },
  'a member is expected twice': (scene) => {
    const { expected, members } = sweep(scene, {});
    return { expected: [...expected, at(expected, scene.who)], members };
  },
  'one member less is expected': (scene) => {
    const { expected, members } = sweep(scene, {});
    return { expected: expected.filter((_, index) => index !== scene.who), members };
  },
  'a member answers in place of another': (scene) => {
    const { expected, members } = sweep(scene, {});
    if (members.length === 1) return { expected, members: [] };
    const impostor = answer(at(scene.nodes, (scene.who + 1) % members.length), scene.nodes);
    return { expected, members: members.map((member, index) => (index === scene.who ? { ...impostor, member: member.member } : member)) };
  },
};

describe('the gate', () => {
  test('opens for a group that is in order', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        expect(judge(sweep(scene, {}), scene.family).kind).toBe('open');
      }),
    );
  });

  test.each(Object.entries(MUTATIONS))('does not open if %s', (_, mutate) => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const verdict = judge(mutate(scene), scene.family);
        expect(verdict.kind).not.toBe('open');
        expect(verdict.members.every(({ onTarget, reason }) => onTarget === (reason === ''))).toBe(true);
      }),
    );
  });

  const anything = fc.anything({ maxDepth: 2, withMap: true, withTypedArray: true, withNullPrototype: true, withBigInt: true });
  /** Never the address, host name, slot, list of nodes ... that belongs there: the right values are none of these. */
  const wrongValue = fc.oneof(anything.filter((value) => !(Array.isArray(value) && value.length > 0)), fc.constantFrom(null, '', '?', -1, 16_384, 'a.test'));

  /** A reply in order, with a wrong value at one place. */
  const spoiltSlots = (scene: Scene, place: number, value: unknown): unknown => {
    const spoil = (list: readonly unknown[], index: number): unknown[] => list.map((each, i) => (i === index ? value : each));
    const places = [
      () => inRow(scene, (row) => [spoil(row, 0) as Row]).map((row) => (row[0] === 0 && value === 0 ? null : row)),
      () => inRow(scene, (row) => [spoil(row, 1) as Row]).filter((row) => row[1] !== value || typeof value !== 'number'),
      () => inRow(scene, (row) => [spoil(row, 2) as Row]),
      () => firstNodeInRow(scene, (node) => spoil(node, 0)),
      () => firstNodeInRow(scene, (node) => spoil(node, 1)).map((row) => (typeof value === 'number' ? null : row)),
      () => firstNodeInRow(scene, (node) => spoil(node, 2)),
      () => slotsReply(scene.nodes, scene.pieces).map((row, index) => (index === scene.row ? value : row)),
      () => value,
    ];
    return at(places, place % places.length)();
  };

  test('does not open for any sequence of sweeps in which a reply is malformed', () => {
    const spoilt = fc.record({ scene: scenes, place: fc.nat(10), value: wrongValue });
    fc.assert(
      fc.property(fc.array(spoilt, { minLength: 2, maxLength: 6 }), (sweeps) => {
        let streak = ConsecutiveOpen.START;
        for (const { scene, place, value } of sweeps) {
          const changes = place === 8 ? { nodes: value } : place === 9 ? { myId: value } : { slots: spoiltSlots(scene, place, value) };
          streak = streak.after(judge(sweep(scene, changes), scene.family));
          expect(streak.count).toBe(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('does not open if a character of a node line up to its link state is lost', () => {
    fc.assert(
      fc.property(scenes, fc.nat(), (scene, seed) => {
        const lines = nodesReply(scene.nodes, at(scene.nodes, scene.who).id).split('\n');
        const line = at(lines, scene.about);
        // the id, and from the epoch's space on; ports and counters may be any number
        const where = seed % 2 ? seed % 41 : line.indexOf(' connected') + (seed % 10);
        lines[scene.about] = line.slice(0, where) + line.slice(where + 1);
        expect(judge(sweep(scene, { nodes: lines.join('\n') }), scene.family).kind).not.toBe('open');
      }),
    );
  });
});
