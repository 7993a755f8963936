/** The replication group that exists, as the API describes it, the parts that a guard needs. */
export interface LiveGroup {
  readonly replicationGroupId: string;
  readonly status: string;
  readonly shards: number;
  /** `CacheClusterId` of every node. */
  readonly memberIds: readonly string[];
  /** The same, shard by shard. */
  readonly nodeGroups: readonly (readonly string[])[];
  /** Part of the data is on SSD. */
  readonly isTiered: boolean;
  readonly nodeType: string | undefined;
  /** With its version, as far as the API tells. */
  readonly engine: string;
  /** What can be compared with a template, named as in CloudFormation; lists as JSON. What the API does not tell is not here. */
  readonly properties: Readonly<Record<string, string>>;
}

/** The newest complete snapshot of a group. */
export interface LastSnapshot {
  readonly name: string;
  readonly createdAt: Date | undefined;
  /** What the nodes held, one text for each shard, for example `12 MB`. */
  readonly sizes: readonly string[];
}

/** What the nodes hold at the moment. */
export interface Usage {
  /** The data: what the fullest node of each shard holds, summed. */
  readonly bytes: number;
  /** All copies of the data. */
  readonly bytesOfAllNodes: number;
  /** Of how many shards anything is known; the others are in no sum. */
  readonly shardsTold: number;
  /** When the oldest of the values was measured. */
  readonly at: Date;
}

/** Measures what would be lost. */
export interface UsageReader {
  /** Nothing if no node told. */
  usage(group: LiveGroup): Promise<Usage | undefined>;
}

/** Describes what would be lost. */
export interface LiveGroupReader {
  /** Nothing if there is no such group. */
  describe(replicationGroupId: string): Promise<LiveGroup | undefined>;
  /** Nothing if there is none. */
  lastSnapshot(replicationGroupId: string): Promise<LastSnapshot | undefined>;
}
