/** A cache that exists, as the API describes it, whatever its kind: the parts that a guard needs. */
interface LiveCacheBase {
  readonly status: string;
  /** With its version, as far as the API tells. */
  readonly engine: string;
  /** What can be compared with a template, named as in CloudFormation; lists as JSON. What the API does not tell is not here. */
  readonly properties: Readonly<Record<string, string>>;
}

/** A replication group. */
export interface LiveGroup extends LiveCacheBase {
  readonly replicationGroupId: string;
  readonly shards: number;
  /** `CacheClusterId` of every node. */
  readonly memberIds: readonly string[];
  /** The same, shard by shard. */
  readonly nodeGroups: readonly (readonly string[])[];
  /** Part of the data is on SSD. */
  readonly isTiered: boolean;
  readonly nodeType: string | undefined;
}

/** A serverless cache, whose nodes nobody sees. */
export interface LiveServerlessCache extends LiveCacheBase {
  readonly serverlessCacheName: string;
}

export type LiveCache = LiveGroup | LiveServerlessCache;

/** The newest complete snapshot of a cache. */
export interface LastSnapshot {
  readonly name: string;
  readonly createdAt: Date | undefined;
  /** What the nodes held, one text for each shard, for example `12 MB`. */
  readonly sizes: readonly string[];
}

/** What a cache holds at the moment. */
export interface Usage {
  /** The data: what the fullest node of each shard holds, summed. */
  readonly bytes: number;
  /** All copies of the data, as far as they are seen. */
  readonly bytesOfAllNodes: number;
  /** Of how many shards anything is known; the others are in no sum. */
  readonly shardsTold: number;
  /** When the oldest of the values was measured. */
  readonly at: Date;
}

/** Measures what would be lost. */
export interface UsageReader {
  /** Nothing if nobody told. */
  usage(cache: LiveCache): Promise<Usage | undefined>;
}

/** Describes what would be lost, of one kind of caches. */
export interface LiveCacheReader<Live extends LiveCache = LiveCache> {
  /** Nothing if there is no such cache. */
  describe(id: string): Promise<Live | undefined>;
  /** Nothing if there is none. */
  lastSnapshot(id: string): Promise<LastSnapshot | undefined>;
}

export function isServerless(live: LiveCache): live is LiveServerlessCache {
  return 'serverlessCacheName' in live;
}

/** What CloudFormation knows it by. */
export function idOf(live: LiveCache): string {
  return isServerless(live) ? live.serverlessCacheName : live.replicationGroupId;
}

/** How messages call it. */
export function nounOf(live: LiveCache): string {
  return isServerless(live) ? 'serverless cache' : 'replication group';
}
