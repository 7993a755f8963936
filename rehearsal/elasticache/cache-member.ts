import { type ClusterNode } from '../cluster/cluster';

/** One node of a replication group: its name in AWS, and the node that is behind it. */
export interface CacheMember {
  /** `CacheClusterId`, such as `cache-0001-002`. */
  readonly memberId: string;
  /** `NodeGroupId`, such as `0001`. */
  readonly nodeGroupId: string;
  readonly node: ClusterNode;
}

/** Names the nodes as ElastiCache does: shard by shard, the primary first; without shards when cluster mode is disabled. */
export function nameMembers(replicationGroupId: string, nodes: readonly ClusterNode[], clusterEnabled: boolean): CacheMember[] {
  const shards = new Set(nodes.map(({ shard }) => shard));
  return [...shards].flatMap((shard) => {
    const nodeGroupId = String(shard + 1).padStart(4, '0');
    return nodes
      .filter((node) => node.shard === shard)
      .map((node, position) => {
        const number = String(position + 1).padStart(3, '0');
        return { memberId: clusterEnabled ? `${replicationGroupId}-${nodeGroupId}-${number}` : `${replicationGroupId}-${number}`, nodeGroupId, node };
      });
  });
}
