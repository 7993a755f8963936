/** A replication group as the API describes it, the parts that a gate needs. What the API does not say is absent. */
export interface CacheGroup {
  /** `creating`, `available`, `modifying`, `deleting`, `create-failed`, `snapshotting`. */
  readonly status: string;
  /** Whether nodes know of each other and say where the others are: also while the cluster mode is `compatible`. */
  readonly clusterMode?: boolean | undefined;
  readonly transitEncryption?: 'required' | 'preferred' | 'disabled' | undefined;
  readonly authentication?: 'token' | 'users' | 'none' | undefined;
  /** `ipv4`, `dual_stack` or `ipv6`. */
  readonly networkType?: string | undefined;
  /** What is configured, not what the nodes announce. */
  readonly ipDiscovery?: string | undefined;
  /** `MemberClusters`: the id of every node. */
  readonly memberIds: readonly string[];
  /** `ReadEndpoint` by the id of the node; only without cluster mode does the API say. */
  readonly memberEndpoints: ReadonlyMap<string, NodeEndpoint>;
  readonly configurationEndpoint?: NodeEndpoint | undefined;
  readonly primaryEndpoint?: NodeEndpoint | undefined;
  readonly readerEndpoint?: NodeEndpoint | undefined;
}

export interface NodeEndpoint {
  readonly address: string;
  readonly port: number;
}

/** Describes replication groups and their nodes. */
export interface GroupReader {
  /** Rejects if there is no such group. */
  describeGroup(replicationGroupId: string): Promise<CacheGroup>;
  /** Nothing as long as the node has no endpoint. */
  nodeEndpoint(cacheClusterId: string): Promise<NodeEndpoint | undefined>;
}
