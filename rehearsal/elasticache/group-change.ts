import { isDeepStrictEqual } from 'node:util';
import { ServiceError } from '../http/service';
import { type GroupConfiguration } from './group-configuration';
import { type ClusterMode } from './cluster-mode';

/** What a group can become from what it is; there is no way back. */
const NEXT: Readonly<Record<ClusterMode, ClusterMode | undefined>> = { disabled: 'compatible', compatible: 'enabled', enabled: undefined };

/** What follows from the cluster mode, and so changes with it. */
const PARTS_OF_MODE: readonly (keyof GroupConfiguration)[] = ['clusterMode', 'clusterEnabled', 'startedWithoutClusterMode'];

/** Throws what ElastiCache answers to a change that it does not make, and refuses those that are not modelled. */
export function assertGroupMayChange(before: GroupConfiguration, after: GroupConfiguration): void {
  assertClusterModeMayChange(before, after);
  if (!isDeepStrictEqual(before.nodeGroups, after.nodeGroups)) {
    throw new ServiceError('InvalidParameterValue', 'the offline AWS can not change the shards and replicas of a replication group');
  }
  if (before.transitEncryptionMode !== after.transitEncryptionMode) {
    throw new ServiceError('InvalidParameterValue', 'the offline AWS can not change the in-transit encryption of a replication group');
  }
}

function assertClusterModeMayChange(before: GroupConfiguration, after: GroupConfiguration): void {
  const [from, to] = [before.clusterMode, after.clusterMode];
  if (from === to) return;
  if (NEXT[from] !== to) {
    throw new ServiceError('InvalidParameterCombination', `The cluster mode of a replication group can not be modified from ${from} to ${to}.`);
  }
  const others = (Object.keys(after) as (keyof GroupConfiguration)[])
    .filter((name) => !PARTS_OF_MODE.includes(name))
    .filter((name) => !isDeepStrictEqual(before[name], after[name]));
  if (others.length > 0) {
    throw new ServiceError('InvalidParameterCombination', `Together with the cluster mode nothing else can be modified: ${others.join(', ')}.`);
  }
  if (after.nodeGroups.some(({ replicas }) => replicas === 0)) {
    throw new ServiceError('InvalidParameterCombination', 'The cluster mode can be modified only of a group with a replica and automatic failover.');
  }
}
