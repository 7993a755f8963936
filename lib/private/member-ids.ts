import { Token } from 'aws-cdk-lib';
import { ClusterMode } from '../replication-group/cluster-mode';
import { type ReplicationGroupShape } from '../replication-group/replication-group-shape';

const MOST_NODES = 500;

/**
 * The ids that ElastiCache gives to the nodes of a group: `<group>-0001-001` with cluster mode, `<group>-001` without.
 *
 * @returns `undefined` if the shape is not known, or not a shape
 */
export function memberIdsOf(replicationGroupId: string, shape: ReplicationGroupShape): string[] | undefined {
  if (shape.memberIds !== undefined) {
    return Token.isUnresolved(shape.memberIds) ? undefined : [...shape.memberIds];
  }
  const groupId = Token.isUnresolved(replicationGroupId) ? replicationGroupId : replicationGroupId.toLowerCase();
  const nodes = count(shape.replicasPerShard, 0, 5);
  if (nodes === undefined) {
    return undefined;
  }
  const nodeNumbers = numbers(nodes + 1, 3);
  const shards = count(shape.shards, 1, MOST_NODES);
  const clusterMode = shape.clusterMode ?? ((shards ?? 0) > 1 ? ClusterMode.ENABLED : undefined);
  if (clusterMode === undefined || Token.isUnresolved(clusterMode)) {
    return undefined;
  }
  if (clusterMode !== ClusterMode.ENABLED) {
    return nodeNumbers.map((node) => `${groupId}-${node}`);
  }
  return shards === undefined || shards * (nodes + 1) > MOST_NODES
    ? undefined
    : numbers(shards, 4).flatMap((shard) => nodeNumbers.map((node) => `${groupId}-${shard}-${node}`));
}

function count(value: number | undefined, least: number, most: number): number | undefined {
  const isCount = value !== undefined && !Token.isUnresolved(value) && Number.isInteger(value) && value >= least && value <= most;
  return isCount ? value : undefined;
}

/** `001`, `002` and so on. */
function numbers(howMany: number, digits: number): readonly string[] {
  return Array.from({ length: howMany }, (_, index) => String(index + 1).padStart(digits, '0'));
}
