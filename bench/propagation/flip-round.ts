import { setTimeout as pause } from 'node:timers/promises';

import { type AddressFamily } from '../../lambda/topology/address-family';
import { type CacheCluster } from '../../rehearsal/cluster/cluster';
import { sampleTruth, type Truth } from './truth';
import { type Opening, type Watcher, type WatcherName } from './watcher';

export type FlipPattern = 'staggered' | 'at-once' | 'isolated';

export interface FlipRound {
  readonly index: number;
  readonly pattern: FlipPattern;
  readonly targetFamily: AddressFamily;
  readonly truth: Truth;
  /** From the first node told to the last view complete. */
  readonly propagationMillis: number;
  readonly openings: ReadonlyMap<WatcherName, Opening>;
}

export interface FlipPlan {
  readonly index: number;
  readonly pattern: FlipPattern;
  readonly targetFamily: AddressFamily;
}

const STAGGER_MILLIS = 1000;
/** Longer than a node takes to be known to all others, nearly always. */
const ISOLATED_MILLIS = 16_000;
/** All watchers look at the old family a few times first, at phases that differ from round to round. */
const LEAD_MILLIS = 2000;
const SETTLE_MILLIS = 1500;

/** Flips the cluster once while every watcher, and the truth, look on side by side. */
export async function runFlipRound(cluster: CacheCluster, watchers: readonly Watcher[], plan: FlipPlan): Promise<FlipRound> {
  const seed = cluster.nodes[plan.index % cluster.nodes.length];
  if (seed === undefined) {
    throw new Error('a cluster without nodes cannot be flipped');
  }
  const { targetFamily } = plan;
  const starters = await Promise.all(watchers.map((watcher) => watcher.prepare({ cluster, targetFamily, seed })));
  const openings = Promise.all(starters.map((start) => start()));
  const truth = sampleTruth(cluster, targetFamily);
  const flipping = flipAfterLead(cluster, plan);
  const [opened, complete, startedAtMillis] = await Promise.all([openings, truth, flipping]);
  await pause(SETTLE_MILLIS);
  return {
    ...plan,
    truth: complete,
    propagationMillis: complete.completeAtMillis - startedAtMillis,
    openings: new Map(watchers.map((watcher, index) => [watcher.name, openingAt(opened, index)])),
  };
}

async function flipAfterLead(cluster: CacheCluster, plan: FlipPlan): Promise<number> {
  await pause(LEAD_MILLIS + Math.random() * 1000);
  const startedAtMillis = Date.now();
  if (plan.pattern === 'at-once') {
    await Promise.all(cluster.nodes.map((node) => node.announce(plan.targetFamily)));
    return startedAtMillis;
  }
  for (const node of shuffled(cluster.nodes)) {
    await node.announce(plan.targetFamily);
    await pause(plan.pattern === 'isolated' ? ISOLATED_MILLIS : STAGGER_MILLIS);
  }
  return startedAtMillis;
}

function shuffled<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, key: Math.random() }))
    .sort((left, right) => left.key - right.key)
    .map(({ value }) => value);
}

function openingAt(openings: readonly Opening[], index: number): Opening {
  const opening = openings[index];
  if (opening === undefined) {
    throw new Error(`watcher ${index} gave no opening`);
  }
  return opening;
}
