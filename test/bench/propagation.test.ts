import { everyListedNodeIsAt, isComplete, listedNodes } from '../../bench/propagation/complete-view';
import { type FlipRound } from '../../bench/propagation/flip-round';
import { propagationReport } from '../../bench/propagation/report';
import { summarise, truthWindow } from '../../bench/propagation/summary';
import { resultsAsJson, resultsAsMarkdown } from '../../bench/results';
import { type CacheCluster } from '../../rehearsal/cluster/cluster';

/** A round whose last view became complete between 990 and 1000; the gate and the one-node loop opened at these times. */
function round(gate: number, oneNode: number, pattern: FlipRound['pattern'] = 'staggered'): FlipRound {
  return {
    index: 0,
    pattern,
    targetFamily: 'ipv6',
    truth: { stillIncompleteAtMillis: 990, completeAtMillis: 1000 },
    propagationMillis: 700,
    openings: new Map([
      ['gate', { openedAtMillis: gate, looks: 10 }],
      ['oneNode', { openedAtMillis: oneNode, looks: 3 }],
    ]),
  };
}

describe('summarise', () => {
  const rounds = [round(1050, 100), round(1150, 989), round(1100, 990), round(1100, 995), round(1100, 1400)];

  test('counts as early only what was early for certain', () => {
    expect(summarise('oneNode', rounds)).toEqual({ early: 2, earlyMs: { p50: 1, max: 890 }, lagMs: { p50: 0, max: 400 }, looks: { p50: 3, max: 3 } });
  });

  test('measures the lag of the others from the end of the window', () => {
    expect(summarise('gate', rounds)).toEqual({ early: 0, earlyMs: null, lagMs: { p50: 100, max: 150 }, looks: { p50: 10, max: 10 } });
  });

  test('knows nothing of a watcher that did not take part', () => {
    expect(summarise('redisPy', rounds)).toEqual({ early: 0, earlyMs: null, lagMs: null, looks: null });
  });

  test('the window is as wide as the gap between two samples', () => {
    expect(truthWindow(rounds)).toEqual({ p50: 10, max: 10 });
  });
});

describe('what checks the gate', () => {
  const ids = ['a', 'b'];
  const cluster = { nodes: ids.map((id) => ({ id })) } as unknown as CacheCluster;
  const slots = (...hosts: readonly unknown[]): unknown => [[0, 16383, ...hosts.map((host, index) => [host, 6379, ids[index], []])]];

  test('reads the nodes of a reply', () => {
    expect(listedNodes(slots('10.0.0.1', null))).toEqual([
      { host: '10.0.0.1', id: 'a' },
      { host: '', id: 'b' },
    ]);
    expect(() => listedNodes('OK')).toThrow('instead of a list of rows');
  });

  test.each([
    ['all on the family', slots('::1', '::2'), true, true],
    ['one left out', slots('::1'), true, false],
    ['one on the other family', slots('::1', '10.0.0.1'), false, false],
    ['one without an address', slots('::1', null), false, false],
    ['a host name', slots('::1', 'cache.test'), false, false],
    ['no nodes', [], false, false],
  ])('%s', (_, reply, listedAreThere, complete) => {
    expect([everyListedNodeIsAt(reply, 'ipv6'), isComplete(reply, cluster, 'ipv6')]).toEqual([listedAreThere, complete]);
  });
});

describe('the results', () => {
  const report = propagationReport({
    rounds: [round(1050, 100), round(1150, 1500, 'at-once')],
    redisPyVersion: null,
    lettuceVersion: null,
    serverVersion: '7.0.15',
    nodes: 6,
    nodeTimeoutMillis: 15_000,
  });
  const results = {
    startedAt: new Date('2026-01-02T03:04:05Z'),
    machine: { cores: 2, processor: 'a processor', memoryGiB: 8, platform: 'linux x64', nodeVersion: 'v24.0.0' },
    reports: [{ name: 'propagation', title: 'Opening a gate after an address flip', report }],
  };

  test('as JSON', () => {
    expect(resultsAsJson(results)).toMatchSnapshot();
  });

  test('as a page', () => {
    expect(resultsAsMarkdown(results)).toMatchSnapshot();
  });
});
