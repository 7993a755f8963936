import { setTimeout as pause } from 'node:timers/promises';

import { type AddressFamily } from '../../lambda/topology/address-family';
import { type CacheCluster, type ClusterNode } from '../../rehearsal/cluster/cluster';
import { askSlots, isComplete } from './complete-view';

/**
 * When the last view became complete: somewhere between two samples.
 * Both ends are kept, so that a judgement never rests on a tolerance that somebody picked.
 */
export interface Truth {
  /** A view was still incomplete at this time for certain: its reply was asked for then. Milliseconds since the epoch. */
  readonly stillIncompleteAtMillis: number;
  /** Every view had been seen complete by this time. */
  readonly completeAtMillis: number;
}

const SAMPLE_EVERY_MILLIS = 10;
/** A flip of six nodes was never measured to take longer than 22 s. */
const GIVE_UP_AFTER_MILLIS = 180_000;

interface Sample {
  readonly node: ClusterNode;
  readonly askedAtMillis: number;
  readonly complete: boolean;
}

/** Samples every node's own view until all of them are complete for `family` in one and the same sample. */
export async function sampleTruth(cluster: CacheCluster, family: AddressFamily): Promise<Truth> {
  const startedAtMillis = Date.now();
  let stillIncompleteAtMillis = startedAtMillis;
  for (;;) {
    const samples = await Promise.all(cluster.nodes.map((node) => sampleNode(cluster, node, family)));
    const incomplete = samples.filter((sample) => !sample.complete);
    if (incomplete.length === 0) {
      return { stillIncompleteAtMillis, completeAtMillis: Date.now() };
    }
    stillIncompleteAtMillis = Math.max(...incomplete.map((sample) => sample.askedAtMillis));
    if (Date.now() - startedAtMillis > GIVE_UP_AFTER_MILLIS) {
      throw new Error(`${incomplete.length} views are not complete ${GIVE_UP_AFTER_MILLIS / 1000} s after the flip began`);
    }
    await pause(SAMPLE_EVERY_MILLIS);
  }
}

async function sampleNode(cluster: CacheCluster, node: ClusterNode, family: AddressFamily): Promise<Sample> {
  const askedAtMillis = Date.now();
  return { node, askedAtMillis, complete: isComplete(await askSlots(node), cluster, family) };
}
