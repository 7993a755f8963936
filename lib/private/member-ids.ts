import { Token } from 'aws-cdk-lib';
import { ClusterMode } from '../replication-group/cluster-mode';
import { type NodeGroup } from '../replication-group/node-group';
import { type ReplicationGroupShape } from '../replication-group/replication-group-shape';

const MOST_NODES = 500;
const MOST_REPLICAS = 5;

/** A shard, as far as the ids of its nodes follow from it. */
interface Shard {
  /** Four digits. */
  readonly id: string;
  readonly replicas: number;
}

/**
 * The ids that ElastiCache gives to the nodes of a group: `<group>-0001-001` with cluster mode, `<group>-001` without, also for
 * the first shard of a group that got cluster mode later.
 *
 * @returns `undefined` if the shape is not known, or not a shape
 */
export function memberIdsOf(replicationGroupId: string, shape: ReplicationGroupShape): string[] | undefined {
  if (shape.memberIds !== undefined) {
    return Token.isUnresolved(shape.memberIds) ? undefined : [...shape.memberIds];
  }
  const groupId = Token.isUnresolved(replicationGroupId) ? replicationGroupId : replicationGroupId.toLowerCase();
  const shards = shape.nodeGroups === undefined ? equalShards(shape) : differentShards(shape.nodeGroups);
  const clusterMode = shape.clusterMode ?? ((shards?.length ?? 0) > 1 ? ClusterMode.ENABLED : undefined);
  if (shards === undefined || clusterMode === undefined || Token.isUnresolved(clusterMode)) {
    return undefined;
  }
  const isCluster = clusterMode === ClusterMode.ENABLED;
  return shards.slice(0, isCluster ? undefined : 1).flatMap(({ id, replicas }, index) => {
    const hasNumber = isCluster && !(shape.startedWithoutClusterMode === true && index === 0);
    return numbers(replicas + 1, 3).map((node) => (hasNumber ? `${groupId}-${id}-${node}` : `${groupId}-${node}`));
  });
}

function equalShards({ clusterMode, shards, replicasPerShard }: ReplicationGroupShape): readonly Shard[] | undefined {
  const replicas = count(replicasPerShard, 0, MOST_REPLICAS);
  const howMany = clusterMode === undefined || clusterMode === ClusterMode.ENABLED ? count(shards, 1, MOST_NODES) : 1;
  return replicas === undefined || howMany === undefined ? undefined : atMost(numbers(howMany, 4).map((id) => ({ id, replicas })));
}

function differentShards(nodeGroups: readonly NodeGroup[]): readonly Shard[] | undefined {
  const shards = nodeGroups.map(({ nodeGroupId, replicaCount }, index) => {
    const id = nodeGroupId ?? String(index + 1).padStart(4, '0');
    const replicas = count(replicaCount, 0, MOST_REPLICAS);
    return replicas === undefined || !/^\d{4}$/.test(id) ? undefined : { id, replicas };
  });
  return shards.length > 0 && shards.every((shard) => shard !== undefined) ? atMost(shards) : undefined;
}

function atMost(shards: readonly Shard[]): readonly Shard[] | undefined {
  return shards.reduce((sum, { replicas }) => sum + 1 + replicas, 0) > MOST_NODES ? undefined : shards;
}

function count(value: number | undefined, least: number, most: number): number | undefined {
  const isCount = value !== undefined && !Token.isUnresolved(value) && Number.isInteger(value) && value >= least && value <= most;
  return isCount ? value : undefined;
}

/** `001`, `002` and so on. */
function numbers(howMany: number, digits: number): readonly string[] {
  return Array.from({ length: howMany }, (_, index) => String(index + 1).padStart(digits, '0'));
}
