import fc from 'fast-check';
import { plainPropagation } from '../../../lambda/topology/demand';
import { EarlyReader } from '../../../lambda/topology/early-reader';
import { Judge, judgeDemand } from '../../../lambda/topology/judge';
import { type MemberObservation, type Observation } from '../../../lambda/topology/observation';
import { answer, at, nodeId, nodesReply, sampleNodes, type SampleNode, silence, slotsReply } from './sample-topology';

const nodes = sampleNodes('ipv6');
const demand = plainPropagation('ipv6');

/** What one member says in one sweep: of the nodes in `late` that they are at their old address. */
const saying = fc.record({
  late: fc.subarray([0, 3, 5]),
  kind: fc.constantFrom('view', 'view', 'view', 'silence', 'empty', 'broken', 'other id', 'failing'),
});
const sweeps = fc.array(fc.array(saying, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 5 });
type Saying = typeof saying extends fc.Arbitrary<infer Value> ? Value : never;

function said(index: number, { late, kind }: Saying): MemberObservation {
  const node = at(nodes, index);
  const view = nodes.map((each, place): SampleNode => (late.includes(place) ? { ...each, address: `10.77.0.${place}` } : each));
  const entry = answer(node, view);
  switch (kind) {
    case 'silence':
      return silence(node, 'ECONNREFUSED');
    case 'empty':
      return { ...entry, slots: [] };
    case 'broken':
      return { ...entry, slots: 'OK', nodes: null };
    case 'other id':
      return { ...entry, myId: nodeId(0xee), nodes: nodesReply(view, node.id) };
    case 'failing':
      return { ...entry, nodes: nodesReply(view.map((each, place) => (place === 4 ? { ...each, flags: 'slave,fail' } : each)), node.id) };
    case 'view':
      return entry;
  }
}

function early(reader: EarlyReader, observation: Observation): Observation {
  const members = observation.members.map((entry) => (entry.kind === 'answered' ? { ...entry, slots: reader.slots(entry.slots), nodes: reader.nodes(entry.nodes) } : entry));
  return { ...observation, members };
}

describe('a judge of many sweeps', () => {
  test('says of each what a new judge says', () => {
    fc.assert(
      fc.property(sweeps, (all) => {
        const judge = new Judge(demand);
        const reader = new EarlyReader();
        for (const sayings of all) {
          const observation = { expected: nodes.map(({ member }) => member), members: sayings.map((each, index) => said(index, each)) };
          expect(judge.explain(judge.judge(early(reader, observation)))).toEqual(judgeDemand(observation, demand));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('explains nothing before it has judged', () => {
    const verdict = { kind: 'waiting', members: [] } as const;
    expect(new Judge(demand).explain(verdict)).toBe(verdict);
  });

  test('judges what many members show once', () => {
    const observation = { expected: nodes.map(({ member }) => member), members: nodes.map((node) => answer(node, nodes)) };
    const reader = new EarlyReader();
    const { members } = early(reader, observation);
    const views = members.map((entry) => (entry.kind === 'answered' ? [entry.slots, entry.nodes] : []).map((read) => (read as { parsed: { value: { nodes: unknown } } }).parsed.value.nodes));
    expect(new Set(views.flat()).size).toBe(2);
    expect(slotsReply(nodes)).toHaveLength(3);
  });
});
