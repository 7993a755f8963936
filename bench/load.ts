import { setTimeout as pause } from 'node:timers/promises';
import { watchMembers } from '../lambda/probe/watch-members';
import { type CacheCluster, type ClusterNode } from '../rehearsal/cluster/cluster';
import { startRedisCluster } from '../rehearsal/cluster/redis-cluster';
import { type Benchmark } from './benchmark';
import { quantileOf } from './statistics';

const SECONDS = 20;
const SIZES = [
  { shards: 3, replicasPerShard: 1, fragmented: false },
  { shards: 50, replicasPerShard: 0, fragmented: false },
  { shards: 3, replicasPerShard: 1, fragmented: true },
] as const;

interface LoadFinding {
  readonly nodes: number;
  readonly fragmented: boolean;
  /** One node stays behind, so that every view is nearly complete and is looked at as often as can be. */
  readonly questionsPerSecond: number;
  /** Of one core, while the gate waits and while nobody asks: median over the nodes, and the most. Per cent. */
  readonly waitingPercent: number;
  readonly idlePercent: number;
  readonly mostPercent: number;
  /** Time in the commands themselves, by the server's own count. Per cent of one core. */
  readonly commandPercent: number;
}

/** What a waiting gate costs each node, by the node's own account of its processor time. */
export const load: Benchmark = {
  name: 'load',
  title: 'What a waiting gate costs each node',
  run: async ({ progress }) => {
    const findings: LoadFinding[] = [];
    for (const size of SIZES) {
      progress(`${size.shards * (1 + size.replicasPerShard)} nodes${size.fragmented ? ', fragmented slots' : ''}: ${2 * SECONDS} s`);
      findings.push(await measure(size));
    }
    return {
      json: { seconds: SECONDS, sizes: findings.map((each) => ({ ...each })) },
      setup: ['a real cluster of which one node stays at its old address, so that every view is wrong about one node and is looked at at the quickest pace'],
      table: [
        ['nodes', 'slots', 'questions a second, each node', 'core, waiting (median)', 'core, idle (median)', 'difference (median / most)', 'in commands'],
        ...findings.map((each) => [
          String(each.nodes),
          each.fragmented ? '16,384 rows' : 'contiguous',
          each.questionsPerSecond.toFixed(1),
          percent(each.waitingPercent),
          percent(each.idlePercent),
          `${percent(each.waitingPercent - each.idlePercent)} / ${percent(each.mostPercent)}`,
          percent(each.commandPercent),
        ]),
      ],
      notes: [`Processor time: used_cpu_user and used_cpu_sys of INFO, over ${SECONDS} s of waiting and ${SECONDS} s of nothing, gossip included in both.`],
    };
  },
};

async function measure({ shards, replicasPerShard, fragmented }: (typeof SIZES)[number]): Promise<LoadFinding> {
  const cluster = await startRedisCluster({ shards, replicasPerShard, nodeTimeoutMillis: 15_000, announce: 'ipv6', slotLayout: fragmented ? 'striped' : 'ranges' });
  try {
    await cluster.nodes.at(-1)?.announce('ipv4');
    await pause(3000);
    const idle = await sharesDuring(cluster, () => pause(SECONDS * 1000));
    await Promise.all(cluster.nodes.map((node) => node.command(['CONFIG', 'RESETSTAT'])));
    const members = cluster.nodes.map(({ index, port }) => ({ id: `node-${index}`, host: '::1', port }));
    const waiting = await sharesDuring(cluster, () => watchMembers({ members, targetFamily: 'ipv6', budgetMillis: SECONDS * 1000, pollIntervalMillis: 100 }));
    const stats = await Promise.all(cluster.nodes.map(commandsOf));
    const differences = waiting.map((share, index) => share - (idle[index] ?? 0));
    return {
      nodes: cluster.nodes.length,
      fragmented,
      questionsPerSecond: quantileOf(stats.map(({ questions }) => questions), 0.5) / SECONDS,
      waitingPercent: 100 * quantileOf(waiting, 0.5),
      idlePercent: 100 * quantileOf(idle, 0.5),
      mostPercent: 100 * Math.max(...differences),
      commandPercent: quantileOf(stats.map(({ micros }) => micros), 1) / 1e4 / SECONDS,
    };
  } finally {
    await cluster.close();
  }
}

async function sharesDuring(cluster: CacheCluster, work: () => Promise<unknown>): Promise<number[]> {
  const before = await Promise.all(cluster.nodes.map(processorSeconds));
  const begin = performance.now();
  await work();
  const seconds = (performance.now() - begin) / 1000;
  const after = await Promise.all(cluster.nodes.map(processorSeconds));
  return after.map((used, index) => (used - (before[index] ?? 0)) / seconds);
}

async function processorSeconds(node: ClusterNode): Promise<number> {
  const info = String(await node.command(['INFO', 'cpu']));
  const used = (name: string): number => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1]);
  return used('used_cpu_sys') + used('used_cpu_user');
}

async function commandsOf(node: ClusterNode): Promise<{ questions: number; micros: number }> {
  const info = String(await node.command(['INFO', 'commandstats']));
  const all = [...info.matchAll(/^cmdstat_cluster\|(\w+):calls=(\d+),usec=(\d+)/gm)].map(([, name, calls, usec]) => ({ name, calls: Number(calls), usec: Number(usec) }));
  return { questions: all.find(({ name }) => name === 'nodes')?.calls ?? 0, micros: all.reduce((sum, { usec }) => sum + usec, 0) };
}

function percent(value: number): string {
  return `${value.toFixed(2)} %`;
}
