import { Token } from 'aws-cdk-lib';
import { ClusterMode } from '../replication-group/cluster-mode';
import { type NodeGroup } from '../replication-group/node-group';
import { type ReplicationGroupTopologyOptions } from '../replication-group/replication-group-topology-options';

/** A shard of which the number of replicas is known. */
export type SizedNodeGroup = NodeGroup & Required<Pick<NodeGroup, 'replicaCount'>>;

/** How the nodes of a replication group are laid out, with every default filled in. */
export interface TopologySettings {
  readonly clusterMode: ClusterMode;
  readonly startedWithoutClusterMode: boolean;
  readonly shards: number;
  /** Nothing if the shards differ. */
  readonly replicasPerShard: number | undefined;
  readonly nodeGroups: readonly SizedNodeGroup[] | undefined;
  readonly preferredAvailabilityZones: string[] | undefined;
  readonly automaticFailover: boolean;
  readonly multiAz: boolean;
  readonly allowNoReplicas: boolean;
}

const DEFAULT_REPLICAS = 1;
const ID_LENGTH = 4;

export function topologySettingsOf(props: ReplicationGroupTopologyOptions): TopologySettings {
  const clusterMode = props.clusterMode ?? ClusterMode.ENABLED;
  const replicas = props.replicasPerShard ?? DEFAULT_REPLICAS;
  const nodeGroups = props.nodeGroups?.map((nodeGroup) => sized(nodeGroup, replicas));
  const counts = [...new Set(nodeGroups?.map(({ replicaCount }) => replicaCount) ?? [replicas])];
  const hasReplicas = counts.every((count) => Token.isUnresolved(count) || count > 0);
  // ElastiCache refuses cluster mode without automatic failover, replicas or not
  const automaticFailover = props.automaticFailover ?? (hasReplicas || clusterMode !== ClusterMode.DISABLED);
  return {
    clusterMode,
    startedWithoutClusterMode: props.startedWithoutClusterMode ?? false,
    shards: props.shards ?? nodeGroups?.length ?? 1,
    replicasPerShard: counts.length === 1 ? counts[0] : undefined,
    nodeGroups,
    preferredAvailabilityZones: props.preferredAvailabilityZones,
    automaticFailover,
    multiAz: props.multiAz ?? (hasReplicas && automaticFailover),
    allowNoReplicas: props.allowNoReplicas ?? false,
  };
}

/** Ids always have four digits, so that the ids of the nodes are known. */
function sized({ nodeGroupId, replicaCount, ...others }: NodeGroup, defaultReplicas: number): SizedNodeGroup {
  const isShort = nodeGroupId !== undefined && !Token.isUnresolved(nodeGroupId) && /^\d+$/.test(nodeGroupId);
  return {
    ...others,
    nodeGroupId: isShort ? nodeGroupId.padStart(ID_LENGTH, '0') : nodeGroupId,
    replicaCount: replicaCount ?? defaultReplicas,
  };
}
