/** A replication group as the API describes it, the parts that a gate needs. */
export interface CacheGroup {
  /** `creating`, `available`, `modifying`, `deleting`, `create-failed`, `snapshotting`. */
  readonly status: string;
  /** Absent where the API does not say. */
  readonly clusterEnabled?: boolean | undefined;
  readonly transitEncryptionEnabled?: boolean | undefined;
  /** `ipv4`, `dual_stack` or `ipv6`. */
  readonly networkType?: string | undefined;
  /** What is configured, not what the nodes announce. */
  readonly ipDiscovery?: string | undefined;
  /** `MemberClusters`: the id of every node. */
  readonly memberIds: readonly string[];
  readonly configurationEndpoint?: NodeEndpoint | undefined;
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
