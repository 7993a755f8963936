import { propagation } from '../../bench/propagation';
import { describeWithServers } from '../lambda/probe/real-cluster';

describeWithServers('the propagation benchmark', () => {
  test('runs a round on a real cluster, in which the gate is not early', async () => {
    const lines: string[] = [];
    const { json, table } = await propagation.run({ rounds: 1, pattern: 'at-once', progress: (line) => lines.push(line) });
    expect(json).toMatchObject({ rounds: 1, nodes: 6, gate: { early: 0 }, oneNode: { looks: { p50: expect.any(Number) as number } } });
    expect(table[1]?.[1]).toBe('0 of 1');
    expect(lines.at(-1)).toMatch(/^round 1 of 1: to ipv6, at-once, complete after \d+\.\d s; gate \+\d+ ms, /);
  }, 120_000);
});
