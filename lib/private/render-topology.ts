import { Token } from 'aws-cdk-lib';
import { type CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { ClusterMode } from '../replication-group/cluster-mode';
import { isOlderThan } from './engine-version-number';
import { type ReplicationGroupSettings } from './replication-group-settings';

/** Cluster mode, number and place of the nodes, in the words of the L1. */
export function renderTopology(settings: ReplicationGroupSettings): Partial<CfnReplicationGroupProps> {
  return {
    clusterMode: renderClusterMode(settings),
    automaticFailoverEnabled: settings.automaticFailover,
    multiAzEnabled: settings.multiAz,
    preferredCacheClusterAZs: settings.preferredAvailabilityZones,
    ...renderSize(settings),
  };
}

/** Older engines can not change it, and know nothing but the parameter `cluster-enabled`. */
function renderClusterMode({ clusterMode, engine }: ReplicationGroupSettings): string | undefined {
  const knowsNoMode = !Token.isUnresolved(engine.version) && isOlderThan(engine.version, 7, 0);
  return knowsNoMode && clusterMode !== ClusterMode.COMPATIBLE ? undefined : clusterMode;
}

function renderSize(settings: ReplicationGroupSettings): Partial<CfnReplicationGroupProps> {
  const { shards, replicasPerShard, nodeGroups } = settings;
  if (nodeGroups !== undefined) {
    // never with ReplicasPerNodeGroup: CloudFormation may replace groups that mix them
    return { numNodeGroups: shards, nodeGroupConfiguration: nodeGroups.map((nodeGroup) => ({ ...nodeGroup })) };
  }
  // there is no arithmetic on values that are known during deployment only
  if (isWrittenAsNodes(settings) && replicasPerShard !== undefined && !Token.isUnresolved(replicasPerShard)) {
    return { numCacheClusters: replicasPerShard + 1 };
  }
  return { numNodeGroups: shards, replicasPerNodeGroup: replicasPerShard };
}

/**
 * CloudFormation long replaced groups whose ReplicasPerNodeGroup changed, while NumCacheClusters always changed in place. In a
 * step towards cluster mode nothing else may change, so the size stays as it was written.
 */
function isWrittenAsNodes({ clusterMode, shards, startedWithoutClusterMode }: ReplicationGroupSettings): boolean {
  const isSingle = clusterMode === ClusterMode.DISABLED || clusterMode === ClusterMode.COMPATIBLE;
  return shards === 1 && (isSingle || startedWithoutClusterMode);
}
