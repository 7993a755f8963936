import { setTimeout as pause } from 'node:timers/promises';
import { TruthSampler, type SampledNode } from '../../../../rehearsal/scenario/proofs/truth-sampler';

/** Two nodes whose views can be set; `undefined` answers nothing until `release`. */
function twoNodes() {
  let release: () => void = () => undefined;
  const released = new Promise<undefined>((resolve) => {
    release = () => {
      resolve(undefined);
    };
  });
  const views: (readonly [string, string] | undefined)[] = [
    ['127.0.0.1', '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1'],
  ];
  const node = (index: number): SampledNode => ({
    memberId: `cache-000${index + 1}-001`,
    id: `id-${index}`,
    askSlots: () => {
      const view = views[index];
      const rows = view?.map((address, other) => [other * 8192, other * 8192 + 8191, [address, 6379, `id-${other}`, []]]);
      return rows === undefined ? released : Promise.resolve(rows);
    },
  });
  return { views, nodes: [node(0), node(1)], release };
}

describe('TruthSampler', () => {
  test('shows what each node announces and how much of the target its own view shows', async () => {
    const { views, nodes } = twoNodes();
    const sampler = new TruthSampler(nodes, 'ipv6');
    views[0] = ['::1', '127.0.0.1'];
    sampler.start();
    await pause(50);

    expect(sampler.progress()).toEqual([
      { memberId: 'cache-0001-001', announces: '::1', onTarget: 1, complete: false, answers: true },
      { memberId: 'cache-0002-001', announces: '127.0.0.1', onTarget: 0, complete: false, answers: true },
    ]);
    await sampler.stop();
  });

  test('brackets the moment at which a view becomes complete', async () => {
    const { views, nodes } = twoNodes();
    const sampler = new TruthSampler(nodes, 'ipv6');
    sampler.start();
    await pause(50);
    const before = Date.now();
    views[0] = ['::1', '::1'];
    await pause(60);
    await sampler.stop();
    const [first, second] = sampler.completions();

    expect(first?.incompleteUntil).toBeLessThanOrEqual(before);
    expect(first?.completeFrom).toBeGreaterThanOrEqual(before);
    expect((first?.completeFrom ?? 0) - (first?.incompleteUntil ?? 0)).toBeLessThan(60);
    expect(second?.completeFrom).toBeUndefined();
  });

  test('a view that falls back is not complete any more', async () => {
    const { views, nodes } = twoNodes();
    const sampler = new TruthSampler(nodes, 'ipv6');
    views[0] = ['::1', '::1'];
    sampler.start();
    await pause(50);
    views[0] = ['::1', '127.0.0.1'];
    await pause(50);
    await sampler.stop();

    expect(sampler.completions()[0]?.completeFrom).toBeUndefined();
  });

  test('a view that leaves a node out is not complete, however many of its addresses are on the target', async () => {
    const { nodes } = twoNodes();
    const partial = nodes.map((node) => ({ ...node, askSlots: () => Promise.resolve([[0, 16383, ['::1', 6379, 'id-0', []]]]) }));
    const sampler = new TruthSampler(partial, 'ipv6');
    sampler.start();
    await pause(50);
    await sampler.stop();

    expect(sampler.completions().map(({ completeFrom }) => completeFrom)).toEqual([undefined, undefined]);
  });

  test('a node that stops answering is shown as silent, the others go on', async () => {
    const { views, nodes, release } = twoNodes();
    const sampler = new TruthSampler(nodes, 'ipv6');
    sampler.start();
    await pause(30);
    views[1] = undefined;
    await pause(1200);

    expect(sampler.progress().map(({ answers }) => answers)).toEqual([true, false]);
    release();
    await sampler.stop();
  });
});
