import { type ClusterNode } from '../cluster/cluster';
import { type NodePlace } from '../cluster/node-layout';
import { type NodeGroupShape } from './node-group-shapes';

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
  readonly startedWithoutClusterMode: boolean;
  readonly nodeGroups: readonly NodeGroupShape[];
}

/** Names the nodes as ElastiCache does: shard by shard, the primary first; without shards when cluster mode is disabled. */
export function nameMembers(replicationGroupId: string, nodes: readonly ClusterNode[], shape: GroupShape): CacheMember[] {
  const members = nodes.map((node) => ({ memberId: memberIdOf(replicationGroupId, node, shape), nodeGroupId: nodeGroupIdOf(node, shape), node }));
  return members.sort((one, other) => one.memberId.localeCompare(other.memberId, 'en'));
}

/** The id of the member at this place: nodes are laid out primaries first, then the replicas shard by shard. */
export function memberIdOf(replicationGroupId: string, place: NodePlace, shape: GroupShape): string {
  const before = shape.nodeGroups.slice(0, place.shard).reduce((sum, { replicas }) => sum + replicas, 0);
  const position = place.role === 'primary' ? 0 : place.index - shape.nodeGroups.length - before + 1;
  const number = String(position + 1).padStart(3, '0');
  return shape.startedWithoutClusterMode && place.shard === 0 ? `${replicationGroupId}-${number}` : `${replicationGroupId}-${nodeGroupIdOf(place, shape)}-${number}`;
}

function nodeGroupIdOf({ shard }: NodePlace, { startedWithoutClusterMode, nodeGroups }: GroupShape): string {
  const id = startedWithoutClusterMode ? undefined : nodeGroups[shard]?.id;
  return id ?? String(shard + 1).padStart(4, '0');
}
