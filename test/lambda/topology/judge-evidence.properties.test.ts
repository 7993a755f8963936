import fc from 'fast-check';
import { applies, type Demand, highestDemanded, isDemanded } from '../../../lambda/topology/demand';
import { CLIMB, type Evidence, LADDER } from '../../../lambda/topology/evidence';
import { judgeDemand } from '../../../lambda/topology/judge';
import { type MemberObservation, type Observation } from '../../../lambda/topology/observation';
import { address, at, sampleNodes } from './sample-topology';


/** Groups of which no view tells anything: without cluster mode, or with TLS and nobody to ask. */
const demands: fc.Arbitrary<Demand> = fc.record({
  targetFamily: fc.constantFrom('ipv4', 'ipv6'),
  purpose: fc.constantFrom('propagation', 'reachability'),
  clusterMode: fc.constant(false),
  tls: fc.boolean(),
  requiredEvidence: fc.constantFrom(...LADDER),
});

interface Seen {
  readonly kind: 'reached' | 'unanswered';
  readonly rung: number;
  readonly family: 'ipv4' | 'ipv6';
  /** Whose place it was reached at. */
  readonly place: number;
  readonly errorCode: string;
}

const seen: fc.Arbitrary<Seen> = fc.record({
  kind: fc.constantFrom('reached', 'unanswered'),
  rung: fc.nat(CLIMB.length - 1),
  family: fc.constantFrom('ipv4', 'ipv6'),
  place: fc.nat(5),
  errorCode: fc.constantFrom('ECONNREFUSED', 'LOADING', 'ConnectTimeout', 'SomethingNew'),
});

const nodes = sampleNodes('ipv6', 2, 2);
const scenes = fc.record({
  demand: demands,
  // mostly in order, so that many scenes open
  entries: fc.array(fc.oneof({ weight: 1, arbitrary: seen }, { weight: 4, arbitrary: fc.constant(undefined) }), { minLength: 6, maxLength: 6 }),
});
type Scene = typeof scenes extends fc.Arbitrary<infer Value> ? Value : never;

const inOrder = (index: number, { targetFamily }: Demand): Seen => ({ kind: 'reached', rung: 3, family: targetFamily, place: index, errorCode: '' });

function observe({ demand, entries }: Scene): { observation: Observation; all: readonly Seen[] } {
  const all = entries.map((entry, index) => entry ?? inOrder(index, demand));
  const members = all.map(({ kind, rung, family, place, errorCode }, index): MemberObservation => {
    const common = { member: at(nodes, index).member, reached: at(CLIMB, rung), address: address(family, place) };
    return kind === 'reached' ? { kind, ...common } : { kind, ...common, error: '', errorCode };
  });
  return { observation: { expected: nodes.map(({ member }) => member), members }, all };
}

describe('the ladder of a group that tells nothing of itself', () => {
  test('opens if, and only if, every node is on the demanded rung, over the family, at a place of its own', () => {
    let opened = 0;
    fc.assert(
      fc.property(scenes, (scene) => {
        const { observation, all } = observe(scene);
        const wanted = CLIMB.indexOf(highestDemanded(scene.demand));
        const places = all.map(({ family, place }) => `${family} ${place}`);
        const inPlace = all.every(
          ({ rung, family }, index) => rung >= wanted && family === scene.demand.targetFamily && places.indexOf(at(places, index)) === places.lastIndexOf(at(places, index)),
        );
        const { kind } = judgeDemand(observation, scene.demand);
        expect(kind).toBe(inPlace ? 'open' : 'waiting');
        if (inPlace) opened++;
      }),
      { numRuns: 2000 },
    );
    expect(opened).toBeGreaterThan(100);
  });

  test('what is said of a rung fits: skipped where it does not apply, missing only where it is demanded, a reason only where something is missing', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { members } = judgeDemand(observe(scene).observation, scene.demand);
        for (const { rungs, onTarget, reason, evidence } of members) {
          const states = LADDER.map((rung) => [rung, rungs?.[rung]] as const);
          for (const [rung, state] of states) {
            expect(state === 'skipped').toBe(!applies(rung, scene.demand));
            if (state === 'missing') expect(isDemanded(rung, scene.demand)).toBe(true);
          }
          expect(onTarget).toBe(states.every(([, state]) => state !== 'missing'));
          expect(reason === '').toBe(onTarget);
          if (evidence !== undefined) expect(rungs?.[evidence]).toBe('proven');
        }
      }),
    );
  });

  test('the evidence of an open verdict is proven of every node', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const verdict = judgeDemand(observe(scene).observation, scene.demand);
        if (verdict.kind !== 'open') return;
        const { evidence } = verdict;
        if (evidence === undefined) throw new Error('open without evidence');
        expect(verdict.members.every(({ rungs }) => rungs?.[evidence] === 'proven')).toBe(true);
        expect(LADDER.indexOf(evidence)).toBeGreaterThanOrEqual(LADDER.indexOf(highestDemanded(scene.demand)));
      }),
    );
  });

  test('to demand more never opens what less did not', () => {
    fc.assert(
      fc.property(scenes, fc.constantFrom(...LADDER), (scene, other) => {
        const { observation } = observe(scene);
        const [less, more] = [scene.demand.requiredEvidence, other].sort((one, two) => LADDER.indexOf(one) - LADDER.indexOf(two));
        const opens = (requiredEvidence: Evidence | undefined): boolean =>
          judgeDemand(observation, { ...scene.demand, requiredEvidence: requiredEvidence ?? 'ANSWERED' }).kind === 'open';
        expect(opens(more) && !opens(less)).toBe(false);
      }),
    );
  });
});
