import { setTimeout as pause } from 'node:timers/promises';

import { askSlots, everyListedNodeIsAt } from './complete-view';
import { type Opening, type WatchedFlip, type Watcher } from './watcher';

const PAUSE_MILLIS = 1000;

/** Asks one and the same node each second, which is what most scripts do. */
export const oneNodeWatcher: Watcher = {
  name: 'oneNode',
  prepare: (flip) => Promise.resolve(() => watchOneNode(flip)),
};

async function watchOneNode({ seed, targetFamily }: WatchedFlip): Promise<Opening> {
  let looks = 1;
  while (!everyListedNodeIsAt(await askSlots(seed), targetFamily)) {
    await pause(PAUSE_MILLIS);
    looks += 1;
  }
  return { openedAtMillis: Date.now(), looks };
}
