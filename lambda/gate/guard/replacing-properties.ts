import { isSameKey, type ReplacingProperty, sortedList } from './replacing-property';

/**
 * The create-only properties of the registry schema of `AWS::ElastiCache::ReplicationGroup`, and those that are so under a
 * condition. Not `ReplicasPerNodeGroup`, which changes in place since 2026.
 */
export const REPLACING_PROPERTIES: readonly ReplacingProperty[] = [
  { name: 'NetworkType', whenUnset: 'ipv4', hint: () => 'ElastiCache can not change it' },
  { name: 'Engine', whenUnset: 'redis', hint: engineHint },
  { name: 'CacheSubnetGroupName' },
  { name: 'Port', whenUnset: '6379' },
  { name: 'AtRestEncryptionEnabled' },
  { name: 'KmsKeyId', isLive: isSameKey },
  { name: 'DataTieringEnabled', whenUnset: 'false' },
  { name: 'GlobalReplicationGroupId' },
  { name: 'ReplicationGroupId' },
  { name: 'PreferredCacheClusterAZs', isLive: areSameZones },
  { name: 'SnapshotName', hint: snapshotHint },
  { name: 'SnapshotArns', hint: snapshotHint },
  { name: 'AuthToken', whenUnset: 'not set', hint: tokenHint },
  { name: 'NumNodeGroups', reshards: true, hint: reshardingHint },
  { name: 'NodeGroupConfiguration', reshards: true, isLive: () => undefined, hint: reshardingHint },
];

function engineHint(wanted: string | undefined, live: string | undefined): string | undefined {
  return wanted === 'valkey' && live !== 'valkey'
    ? 'ElastiCache migrates in place, but the schema of CloudFormation says replacement: allow it only if a change set says otherwise'
    : undefined;
}

/** Also on the way from a token to a user group. */
function tokenHint(wanted: string | undefined): string {
  return wanted === undefined
    ? 'to leave it out replaces, also for a user group; of a token that was given by hand, and that no template had, CloudFormation knows nothing'
    : 'adding or removing it replaces, rotating it does not';
}

function snapshotHint(): string {
  return 'a group that was restored keeps it in its template for ever';
}

function reshardingHint(): string {
  return 'in place with the update policy UseOnlineResharding';
}

/** Nodes that were added later are in zones that nobody wrote down. */
function areSameZones(wanted: string, live: string): boolean | undefined {
  const [wantedZones, liveZones] = [wanted, live].map(sortedList);
  return wantedZones && wantedZones.length === liveZones?.length ? wantedZones.join() === liveZones.join() : undefined;
}
