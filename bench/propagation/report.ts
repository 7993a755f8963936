import { type BenchmarkReport, type Table } from '../benchmark';
import { type JsonValue } from '../json';
import { type Spread, spreadOf } from '../statistics';
import { type FlipPattern, type FlipRound } from './flip-round';
import { summarise, truthWindow, type WatcherSummary } from './summary';
import { type WatcherName } from './watcher';

/** Everything the benchmark knows once its last round is over. */
export interface PropagationFindings {
  readonly rounds: readonly FlipRound[];
  /** `null`: there was no redis-py, so its loop was not measured. */
  readonly redisPyVersion: string | null;
  /** `null`: Lettuce could not be compiled, so its loop was not measured. */
  readonly lettuceVersion: string | null;
  readonly serverVersion: string;
  readonly nodes: number;
  readonly nodeTimeoutMillis: number;
}

const LABELS: Record<WatcherName, string> = {
  gate: 'the gate (asks every node)',
  oneNode: 'one node, each second',
  redisPy: "the AWS page's redis-py loop",
  lettuce: "the AWS page's Lettuce loop, repaired",
};

/** The findings as JSON, as a table, and in words. */
export function propagationReport(findings: PropagationFindings): BenchmarkReport {
  const { rounds, redisPyVersion, lettuceVersion } = findings;
  const names: readonly WatcherName[] = ['gate', 'oneNode', ...(redisPyVersion === null ? [] : (['redisPy'] as const)), ...(lettuceVersion === null ? [] : (['lettuce'] as const))];
  const summaries = new Map(names.map((name) => [name, summarise(name, rounds)]));
  return {
    json: json(findings, summaries),
    setup: setup(findings),
    table: table(summaries, rounds.length),
    notes: notes(findings),
  };
}

function json(findings: PropagationFindings, summaries: ReadonlyMap<WatcherName, WatcherSummary>): JsonValue {
  const { rounds } = findings;
  const summary = (name: WatcherName): JsonValue => summaryJson(summaries.get(name));
  return {
    rounds: rounds.length,
    patterns: { staggered: countOf(rounds, 'staggered'), atOnce: countOf(rounds, 'at-once'), isolated: countOf(rounds, 'isolated') },
    nodes: findings.nodes,
    nodeTimeoutMillis: findings.nodeTimeoutMillis,
    serverVersion: findings.serverVersion,
    redisPyVersion: findings.redisPyVersion,
    lettuceVersion: findings.lettuceVersion,
    gate: summary('gate'),
    oneNode: summary('oneNode'),
    redisPy: summary('redisPy'),
    lettuce: summary('lettuce'),
    propagationMs: spreadJson(spreadOf(rounds.map((round) => round.propagationMillis))),
    truthWindowMs: spreadJson(truthWindow(rounds)),
    perRound: rounds.map(roundJson),
  };
}

function roundJson(round: FlipRound): JsonValue {
  const openings = [...round.openings].map(([name, opening]) => [name, opening.openedAtMillis - round.truth.completeAtMillis] as const);
  return {
    pattern: round.pattern,
    targetFamily: round.targetFamily,
    propagationMs: round.propagationMillis,
    openedMsAfterTruth: Object.fromEntries(openings),
  };
}

function summaryJson(summary: WatcherSummary | undefined): JsonValue {
  if (summary === undefined) {
    return null;
  }
  const { early, earlyMs, lagMs, looks } = summary;
  return { early, earlyMs: spreadJson(earlyMs), lagMs: spreadJson(lagMs), looks: spreadJson(looks) };
}

function spreadJson(spread: Spread | null): JsonValue {
  return spread === null ? null : { ...spread };
}

function setup(findings: PropagationFindings): readonly string[] {
  const { rounds, nodes, serverVersion, nodeTimeoutMillis, redisPyVersion, lettuceVersion } = findings;
  return [
    `${rounds.length} flips of a real cluster (server ${serverVersion}, ${nodes} nodes, node timeout ${nodeTimeoutMillis / 1000} s), alternately to IPv6 and back`,
    `rounds with the nodes told one second apart, in random order: ${countOf(rounds, 'staggered')}; all at once: ${countOf(rounds, 'at-once')}; each node 16 s after the one before: ${countOf(rounds, 'isolated')}`,
    redisPyVersion === null ? 'redis-py was not there, so its loop was not measured' : `redis-py ${redisPyVersion}`,
    lettuceVersion === null ? 'Lettuce could not be compiled (it takes Maven and Java 17), so its loop was not measured' : `Lettuce ${lettuceVersion}`,
  ];
}

function table(summaries: ReadonlyMap<WatcherName, WatcherSummary>, rounds: number): Table {
  const head = ['', 'opened early', 'early by, median (max)', 'lag after truth, median (max)', 'looks a flip, median (max)'];
  const rows = [...summaries].map(([name, { early, earlyMs, lagMs, looks }]) => [
    LABELS[name],
    `${early} of ${rounds}`,
    inMillis(earlyMs),
    inMillis(lagMs),
    looks === null ? '-' : `${looks.p50} (${looks.max})`,
  ]);
  return [head, ...rows];
}

function notes({ rounds }: PropagationFindings): readonly string[] {
  const propagated = spreadOf(rounds.map((round) => round.propagationMillis));
  return [
    'Truth: the moment when the views of all nodes are complete and on the new family, each sampled every 10 ms over connections of its own.',
    `The truth is known to lie within a window of ${inMillis(truthWindow(rounds))}. "Early" is an opening before that window, when a view was still incomplete for certain; lag is counted from its end.`,
    `From the first node told to truth: ${inMillis(propagated)}.`,
    'A look of the gate asks all nodes, or only those that lag; a look of the others reads one node. All of them start two to three seconds before the flip.',
    'redis-py reads the topology of the first node that covers all slots, and of no other; its loop here is that of the AWS page, pause after the last look included; so is that of Lettuce, which reads several nodes and keeps one view by consensus.',
    'A flip is CONFIG SET cluster-announce-ip on each node: a model of what ElastiCache does, whose own mechanism is not public.',
  ];
}

function countOf(rounds: readonly FlipRound[], pattern: FlipPattern): number {
  return rounds.filter((round) => round.pattern === pattern).length;
}

function inMillis(spread: Spread | null): string {
  return spread === null ? '-' : `${spread.p50.toLocaleString('en')} (${spread.max.toLocaleString('en')}) ms`;
}
