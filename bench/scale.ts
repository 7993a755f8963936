import { startRedisCluster } from '../rehearsal/cluster/redis-cluster';
import { type Benchmark, type BenchmarkReport } from './benchmark';
import { type JsonValue } from './json';
import { type WorkerName, Workers } from './scale/run-worker';
import { startStubCluster } from './scale/stub-cluster';
import { type StubShape } from './scale/stub-shape';
import { type SweepFinding, type SweepOrder } from './scale/sweep-order';

const REAL_NODES = 200;
/** The best of so many runs: others use the machine too. */
const RUNS = 3;
const CONTIGUOUS_500: StubShape = { nodes: 500, nodesPerShard: 2, rows: 250 };
const FRAGMENTED_500: StubShape = { nodes: 500, nodesPerShard: 5, rows: 16_384 };
/** The function has 256 MB; a part of them is not for JavaScript's own objects. */
const LIKE_256_MB = ['--max-old-space-size=160'];

const LABELS: Partial<Record<WorkerName, string>> = {
  'gate-sweep': 'the gate (one connection a node, all at once judged)',
  'node-redis-sweep': 'node-redis, a client for each node',
  'ioredis-sweep': 'ioredis, a client for each node',
};

/** Names in the JSON. */
const KEYS: Partial<Record<WorkerName, string>> = { 'gate-sweep': 'gate', 'node-redis-sweep': 'nodeRedis', 'ioredis-sweep': 'ioredis' };

export const sweep200: Benchmark = {
  name: 'sweep200',
  title: 'One sweep of 200 real nodes',
  run: async ({ progress }) => {
    progress(`forming a cluster of ${REAL_NODES} nodes`);
    const cluster = await startRedisCluster({ shards: REAL_NODES, replicasPerShard: 0, nodeTimeoutMillis: 60_000, announce: 'ipv6' });
    const workers = new Workers();
    try {
      const members = cluster.nodes.map(({ index, port }) => ({ id: `node-${index}`, host: '::1', port }));
      return await compare(workers, { members, targetFamily: 'ipv6' }, ['gate-sweep', 'node-redis-sweep', 'ioredis-sweep'], progress, [
        `${REAL_NODES} redis-server ${cluster.serverVersion} on this machine, without replicas; each client in a process of its own, bundled, on the Node.js of Lambda`,
      ]);
    } finally {
      workers.close();
      await cluster.close();
    }
  },
};

export const sweep500: Benchmark = {
  name: 'sweep500',
  title: 'One sweep of 500 nodes, slots contiguous',
  run: async ({ progress }) =>
    withStubs(CONTIGUOUS_500, (workers, order) =>
      compare(workers, order, ['gate-sweep'], progress, ['500 stub nodes (250 shards of two, long IPv6 addresses) in one process on this machine; they answer from bytes that were made before']),
    ),
};

export const worst500: Benchmark = {
  name: 'worst500',
  title: 'The worst case: 500 nodes, every slot a row of its own',
  run: async ({ progress }) =>
    withStubs(FRAGMENTED_500, async (workers, order) => {
      progress('watching until the gate opens');
      const found = await workers.sweep('gate-watch', order, LIKE_256_MB);
      if (!found.outcome.startsWith('open')) {
        progress(`the gate should have opened, but was ${found.outcome}`);
        process.exitCode = 1;
      }
      return {
        json: { ...found, nodes: 500, rows: 16_384 },
        setup: ['500 stub nodes in 100 shards of five, 16,384 rows in CLUSTER SLOTS: 10 MB a reply, 5 GB in all; one invocation of the probe from the first connection to the verdict'],
        table: [
          ['', 'wall', 'processor', 'memory, peak', 'verdict'],
          ['the gate', inMillis(found.wallMillis), inMillis(found.cpuMillis), `${found.peakRssMib} MiB`, found.outcome],
        ],
        notes: ['The process runs with 160 MB for JavaScript objects, as in a function of 256 MB; the memory is the most that the process ever held, all included.'],
      };
    }),
};

async function withStubs<Result>(shape: StubShape, work: (workers: Workers, order: SweepOrder) => Promise<Result>): Promise<Result> {
  const workers = new Workers();
  try {
    const stubs = await startStubCluster(workers, shape);
    try {
      return await work(workers, stubs.order);
    } finally {
      await stubs.close();
    }
  } finally {
    workers.close();
  }
}

async function compare(workers: Workers, order: SweepOrder, names: readonly WorkerName[], progress: (line: string) => void, setup: readonly string[]): Promise<BenchmarkReport> {
  const found = new Map<WorkerName, SweepFinding[]>();
  for (let run = 1; run <= RUNS; run += 1) {
    for (const name of names) {
      const finding = await workers.sweep(name, order);
      found.set(name, [...(found.get(name) ?? []), finding]);
      progress(`run ${run}: ${name} ${inMillis(finding.wallMillis)}, ${finding.peakRssMib} MiB, ${finding.outcome}`);
    }
  }
  const rows = [...found].map(([name, findings]) => ({ name, best: bestOf(findings), findings }));
  return {
    json: Object.fromEntries(rows.map(({ name, best, findings }): [string, JsonValue] => [KEYS[name] ?? name, { ...best, runs: findings.map((each) => ({ ...each })) }])),
    setup: [...setup, `the quickest of ${RUNS} runs each, in turns; all runs are in the JSON`],
    table: [
      ['', 'wall', 'again, connections open', 'processor', 'memory, peak (at start)', 'outcome'],
      ...rows.map(({ name, best }) => [
        LABELS[name] ?? name,
        inMillis(best.wallMillis),
        best.againMillis === null ? '-' : inMillis(best.againMillis),
        inMillis(best.cpuMillis),
        `${best.peakRssMib} (${best.startRssMib}) MiB`,
        best.outcome,
      ]),
    ],
    notes: ['Each asks every node for CLUSTER MYID, SLOTS and NODES. The gate also judges; the processor time is of both of its sweeps.'],
  };
}

function bestOf(findings: readonly SweepFinding[]): SweepFinding {
  return findings.reduce((best, each) => (each.wallMillis < best.wallMillis ? each : best));
}

export function inMillis(millis: number): string {
  return `${Math.round(millis).toLocaleString('en')} ms`;
}
