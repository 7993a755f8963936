import { Token } from 'aws-cdk-lib';
import { CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type NodeGroup } from '../replication-group/node-group';
import { type ReplicationGroupShape } from '../replication-group/replication-group-shape';

/** What a group tells of its shape while the app is being built. */
export function statedShapeOf(group: IReplicationGroupRef): ReplicationGroupShape {
  if (!CfnReplicationGroup.isCfnReplicationGroup(group)) {
    const stated: ReplicationGroupShape & IReplicationGroupRef = group;
    const { clusterMode, startedWithoutClusterMode, shards, replicasPerShard, nodeGroups } = stated;
    return { clusterMode, startedWithoutClusterMode, shards, replicasPerShard, nodeGroups };
  }
  // the cluster mode of an L1 is a word of CloudFormation, which is not the same
  return { shards: group.numNodeGroups, replicasPerShard: group.replicasPerNodeGroup, nodeGroups: nodeGroupsOf(group) };
}

function nodeGroupsOf({ nodeGroupConfiguration }: CfnReplicationGroup): NodeGroup[] | undefined {
  const list: unknown = nodeGroupConfiguration;
  return Array.isArray(list) && list.every((each) => !Token.isUnresolved(each)) ? (list as NodeGroup[]) : undefined;
}
