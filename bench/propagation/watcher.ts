import { type AddressFamily } from '../../lambda/topology/address-family';
import { type CacheCluster, type ClusterNode } from '../../rehearsal/cluster/cluster';

/** What a watcher is told about the flip that it is to wait for. */
export interface WatchedFlip {
  readonly cluster: CacheCluster;
  readonly targetFamily: AddressFamily;
  /** The node that a watcher which asks one node is pointed at. */
  readonly seed: ClusterNode;
}

/** When a watcher said "propagated". */
export interface Opening {
  /** Milliseconds since the epoch. */
  readonly openedAtMillis: number;
  /** How often it looked (at one node, or at all that lag). */
  readonly looks: number;
}

/** One way of telling that a flip has propagated. */
export interface Watcher {
  readonly name: WatcherName;
  /** Gets ready; the function it gives starts the watch. */
  prepare(flip: WatchedFlip): Promise<() => Promise<Opening>>;
}

export type WatcherName = 'gate' | 'oneNode' | 'redisPy' | 'lettuce';
