import { startRedisCluster } from '../rehearsal/cluster/redis-cluster';
import { type Benchmark, type BenchmarkOptions, type BenchmarkReport, type FlipPatternChoice } from './benchmark';
import { type FlipPattern, type FlipRound, runFlipRound } from './propagation/flip-round';
import { gateWatcher } from './propagation/gate-watcher';
import { buildLettuce, lettuceWatcher } from './propagation/lettuce-watcher';
import { oneNodeWatcher } from './propagation/one-node-watcher';
import { findRedisPy, type RedisPy, redisPyWatcher } from './propagation/redis-py-watcher';
import { propagationReport } from './propagation/report';
import { type Watcher } from './propagation/watcher';

const SHARDS = 3;
const REPLICAS_PER_SHARD = 1;
/** The default of redis-server, and what the rate of gossip follows from. */
const NODE_TIMEOUT_MILLIS = 15_000;
/** In a mix, every fifth round flips all nodes at once, and every twentieth, which takes over a minute, each node alone. */
const MIX = 5;
const ISOLATED_MIX = 20;

/**
 * When do three ways of telling "the flip has propagated" open, measured against the views of all six nodes?
 * Real redis-server, real gossip; all three watch the same flips side by side.
 */
export const propagation: Benchmark = {
  name: 'propagation',
  title: 'Opening a gate after an address flip',
  run,
};

async function run(options: BenchmarkOptions): Promise<BenchmarkReport> {
  const redisPy = requireRedisPy(options.progress);
  options.progress('compiling the loop on Lettuce');
  const lettuce = buildLettuce();
  const others = [...(redisPy === null ? [] : [redisPyWatcher(redisPy)]), ...(lettuce === null ? [] : [lettuceWatcher(lettuce)])];
  const watchers = [gateWatcher, oneNodeWatcher, ...others];
  options.progress(`forming a cluster of ${SHARDS * (1 + REPLICAS_PER_SHARD)} nodes`);
  const cluster = await startRedisCluster({ shards: SHARDS, replicasPerShard: REPLICAS_PER_SHARD, nodeTimeoutMillis: NODE_TIMEOUT_MILLIS });
  try {
    const rounds: FlipRound[] = [];
    for (let index = 0; index < options.rounds; index += 1) {
      const targetFamily = index % 2 === 0 ? 'ipv6' : 'ipv4';
      const round = await runFlipRound(cluster, watchers, { index, targetFamily, pattern: patternOf(options.pattern, index) });
      rounds.push(round);
      options.progress(progressLine(round, options.rounds, watchers));
    }
    return propagationReport({
      rounds,
      redisPyVersion: redisPy?.version ?? null,
      lettuceVersion: lettuce?.version ?? null,
      serverVersion: cluster.serverVersion,
      nodes: cluster.nodes.length,
      nodeTimeoutMillis: NODE_TIMEOUT_MILLIS,
    });
  } finally {
    await cluster.close();
  }
}

function requireRedisPy(progress: (line: string) => void): RedisPy | null {
  const found = findRedisPy();
  if (found !== null) {
    return found;
  }
  const howTo = 'make one with: python3 -m venv .venv && .venv/bin/pip install redis';
  if (process.env['CI'] !== undefined) {
    throw new Error(`no Python with redis-py was found, and on CI the comparison is not optional; ${howTo}`);
  }
  progress(`no Python with redis-py was found: measuring without the loop of the AWS page; ${howTo}`);
  return null;
}

function patternOf(choice: FlipPatternChoice, index: number): FlipPattern {
  if (choice === 'mixed') {
    if (index % ISOLATED_MIX === ISOLATED_MIX - 1) return 'isolated';
    return index % MIX === MIX - 1 ? 'at-once' : 'staggered';
  }
  return choice;
}

function progressLine(round: FlipRound, total: number, watchers: readonly Watcher[]): string {
  const openings = watchers.map(({ name }) => {
    const openedAtMillis = round.openings.get(name)?.openedAtMillis ?? Number.NaN;
    const afterTruth = openedAtMillis - round.truth.completeAtMillis;
    return `${name} ${afterTruth < 0 ? '' : '+'}${afterTruth} ms`;
  });
  const flip = `to ${round.targetFamily}, ${round.pattern}, complete after ${(round.propagationMillis / 1000).toFixed(1)} s`;
  return `round ${round.index + 1} of ${total}: ${flip}; ${openings.join(', ')}`;
}
