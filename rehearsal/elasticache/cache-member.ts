import { type ClusterNode } from '../cluster/cluster';
import { type NodePlace } from '../cluster/node-layout';

/** One node of a replication group: its name in AWS, and the node that is behind it. */
export interface CacheMember {
  /** `CacheClusterId`, such as `cache-0001-002`. */
  readonly memberId: string;
  /** `NodeGroupId`, such as `0001`. */
  readonly nodeGroupId: string;
  readonly node: ClusterNode;
}

/** What the ids of members depend on. */
export interface GroupShape {
  readonly clusterEnabled: boolean;
  readonly shards: number;
  readonly replicasPerShard: number;
}

/** Names the nodes as ElastiCache does: shard by shard, the primary first; without shards when cluster mode is disabled. */
export function nameMembers(replicationGroupId: string, nodes: readonly ClusterNode[], shape: GroupShape): CacheMember[] {
  const members = nodes.map((node) => ({ memberId: memberIdOf(replicationGroupId, node, shape), nodeGroupId: nodeGroupIdOf(node), node }));
  return members.sort((one, other) => one.memberId.localeCompare(other.memberId, 'en'));
}

/** The id of the member at this place: nodes are laid out primaries first, then the replicas shard by shard. */
export function memberIdOf(replicationGroupId: string, place: NodePlace, { clusterEnabled, shards, replicasPerShard }: GroupShape): string {
  const position = place.role === 'primary' ? 0 : ((place.index - shards) % replicasPerShard) + 1;
  const number = String(position + 1).padStart(3, '0');
  return clusterEnabled ? `${replicationGroupId}-${nodeGroupIdOf(place)}-${number}` : `${replicationGroupId}-${number}`;
}

function nodeGroupIdOf({ shard }: NodePlace): string {
  return String(shard + 1).padStart(4, '0');
}
