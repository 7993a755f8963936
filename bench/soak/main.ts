import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { watchMembers } from '../../lambda/probe/watch-members';
import { type CacheCluster } from '../../rehearsal/cluster/cluster';
import { startRedisCluster } from '../../rehearsal/cluster/redis-cluster';
import { Random } from '../fuzz/random';

/** As one invocation of the probe. */
const SLICE_MILLIS = 45_000;
const SAMPLE_MILLIS = 5000;
/** The loader of TypeScript and the clients that run the cluster are in this process too. */
const MOST_RSS_MIB = 320;
/** Nodes that stay on the old family, so that the gate never opens, whatever else happens. */
const STAY_BEHIND = 2;

interface Sample {
  readonly second: number;
  readonly rssMib: number;
  readonly heapMib: number;
  readonly openHandles: number;
}

new Command('npm run soak --')
  .description('The gate waits against a cluster of real nodes that are killed, stopped and flipped, and must neither open, nor fail, nor grow')
  .option('--minutes <number>', 'how long', Number, 10)
  .option('--nodes <number>', 'how many nodes', Number, 50)
  .option('--json <file>', 'also write what was found')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });

async function run({ minutes, nodes, json }: { minutes: number; nodes: number; json?: string }): Promise<void> {
  process.stderr.write(`forming a cluster of ${nodes} nodes\n`);
  const cluster = await startRedisCluster({ shards: nodes, replicasPerShard: 0, nodeTimeoutMillis: 5000 });
  const end = performance.now() + minutes * 60_000;
  const samples: Sample[] = [];
  const counts = { slices: 0, sweeps: 0, looks: 0, opens: 0, refusals: 0, kills: 0, stops: 0, flips: 0 };
  try {
    await Promise.all([wreakHavoc(cluster, end, counts), watchOn(cluster, end, counts), takeSamples(end, samples)]);
  } finally {
    await cluster.close();
  }
  const found = { minutes, nodes, ...counts, ...growthOf(samples), samples: samples.map((each) => ({ ...each })) };
  console.log(JSON.stringify({ ...found, samples: samples.length }, null, 2));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(found, null, 2)}\n`);
  const grows = found.heapFloorSecondHalfMib > found.heapFloorFirstHalfMib * 1.25 + 5 || found.peakRssMib > MOST_RSS_MIB;
  if (counts.opens > 0 || counts.refusals > 0 || grows) process.exitCode = 1;
}

/** What is left after a collection rises if something leaks; the memory of the process only tells how much was ever wanted at a time. */
function growthOf(samples: readonly Sample[]): { heapFloorFirstHalfMib: number; heapFloorSecondHalfMib: number; rssFirstHalfMib: number; rssSecondHalfMib: number; peakRssMib: number } {
  const [first, second] = [samples.slice(0, samples.length / 2), samples.slice(samples.length / 2)];
  const floor = (of: readonly Sample[]): number => Math.min(...of.map(({ heapMib }) => heapMib));
  const most = (of: readonly Sample[]): number => Math.max(...of.map(({ rssMib }) => rssMib));
  return { heapFloorFirstHalfMib: floor(first), heapFloorSecondHalfMib: floor(second), rssFirstHalfMib: most(first), rssSecondHalfMib: most(second), peakRssMib: most(samples) };
}

async function watchOn(cluster: CacheCluster, end: number, counts: { slices: number; sweeps: number; looks: number; opens: number; refusals: number }): Promise<void> {
  const members = cluster.nodes.map(({ index, port }) => ({ id: `node-${index}`, host: '::1', port }));
  while (performance.now() < end) {
    const { verdict } = await watchMembers({
      members,
      targetFamily: 'ipv6',
      budgetMillis: Math.min(SLICE_MILLIS, Math.max(1000, end - performance.now())),
      pollIntervalMillis: 100,
      onSweep: ({ kind }) => (kind === 'sweep' ? counts.sweeps++ : counts.looks++),
    });
    counts.slices += 1;
    if (verdict.kind === 'open') counts.opens += 1;
    if (verdict.kind === 'refused') counts.refusals += 1;
  }
}

async function wreakHavoc(cluster: CacheCluster, end: number, counts: { kills: number; stops: number; flips: number }): Promise<void> {
  const random = new Random(1);
  const victims = cluster.nodes.slice(0, -STAY_BEHIND);
  while (performance.now() < end - 10_000) {
    const node = random.pick(victims);
    const what = random.below(10);
    try {
      if (what === 0) {
        counts.kills += 1;
        await node.kill();
        await pause(1000);
        await node.restart(random.pick(['ipv4', 'ipv6'] as const));
      } else if (what < 3) {
        counts.stops += 1;
        node.freeze();
        await pause(500 + random.below(3000));
        node.thaw();
      } else {
        counts.flips += 1;
        await node.announce(random.pick(['ipv4', 'ipv6', 'ipv6'] as const));
      }
    } catch (error) {
      // a node that starts, or was stopped a moment ago, may not take the next blow
      process.stderr.write(`havoc: ${String(error)}\n`);
    }
    await pause(300);
  }
}

async function takeSamples(end: number, samples: Sample[]): Promise<void> {
  const begin = performance.now();
  while (performance.now() < end) {
    const { rss, heapUsed } = process.memoryUsage();
    samples.push({ second: Math.round((performance.now() - begin) / 1000), rssMib: Math.round(rss / 2 ** 20), heapMib: Math.round(heapUsed / 2 ** 20), openHandles: process.getActiveResourcesInfo().length });
    await pause(SAMPLE_MILLIS);
  }
}
