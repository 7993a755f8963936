import { type AddressFamily } from '../../lambda/topology/address-family';
import { type Properties } from '../cloudformation/resource-provider';
import { ServiceError } from '../http/service';
import { CLUSTER_MODES, type ClusterMode, impliedClusterMode } from './cluster-mode';
import { type NodeGroupShape, readNodeGroups } from './node-group-shapes';

export type NetworkType = 'ipv4' | 'ipv6' | 'dual_stack';

/** The properties of `AWS::ElastiCache::ReplicationGroup` that have an effect here, read; numbers may come as text. */
export interface GroupConfiguration {
  readonly description: string;
  readonly engine: string;
  readonly engineVersion: string | undefined;
  readonly nodeType: string | undefined;
  readonly networkType: NetworkType;
  readonly ipDiscovery: AddressFamily;
  readonly clusterMode: ClusterMode;
  /** Clients may use the cluster protocol. */
  readonly clusterEnabled: boolean;
  /** The nodes keep the ids of a group without cluster mode. */
  readonly startedWithoutClusterMode: boolean;
  readonly nodeGroups: readonly NodeGroupShape[];
  readonly transitEncryption: boolean;
  /** `TransitEncryptionMode`; nothing without in-transit encryption. */
  readonly transitEncryptionMode: 'required' | 'preferred' | undefined;
  readonly authToken: string | undefined;
  readonly userGroupIds: readonly string[];
  readonly atRestEncryption: boolean;
  readonly kmsKeyId: string | undefined;
  readonly dataTiering: boolean;
  readonly subnetGroupName: string | undefined;
  readonly securityGroupIds: readonly string[];
  /** What the nodes are filled from when they are made. */
  readonly snapshotName: string | undefined;
}

/**
 * Properties whose change replaces a group, from the registry schema; `NumNodeGroups` too, because that changes in place
 * only with an update policy, which the offline AWS does not know.
 */
export const CREATE_ONLY = [
  'AtRestEncryptionEnabled',
  'CacheSubnetGroupName',
  'DataTieringEnabled',
  'Engine',
  'GlobalReplicationGroupId',
  'KmsKeyId',
  'NetworkType',
  'NumNodeGroups',
  'Port',
  'PreferredCacheClusterAZs',
  'ReplicasPerNodeGroup',
  'ReplicationGroupId',
  'SnapshotArns',
  'SnapshotName',
] as const;

/** Reads the properties; throws what AWS refuses. */
export function readGroup(properties: Properties): GroupConfiguration {
  const networkType = oneOf(properties, 'NetworkType', ['ipv4', 'ipv6', 'dual_stack'] as const) ?? 'ipv4';
  const ipDiscovery = oneOf(properties, 'IpDiscovery', ['ipv4', 'ipv6'] as const) ?? (networkType === 'ipv6' ? 'ipv6' : 'ipv4');
  if (networkType !== 'dual_stack' && networkType !== ipDiscovery) {
    throw new ServiceError('InvalidParameterCombination', `IpDiscovery ${ipDiscovery} is not supported for network type ${networkType}.`);
  }
  const clusterMode = oneOf(properties, 'ClusterMode', CLUSTER_MODES) ?? impliedClusterMode(properties);
  const transitEncryption = isTrue(properties, 'TransitEncryptionEnabled');
  const authToken = text(properties, 'AuthToken');
  if (authToken !== undefined && !transitEncryption) {
    throw new ServiceError('InvalidParameterCombination', 'AuthToken is only supported when in-transit encryption is enabled.');
  }
  const userGroupIds = listOf(properties, 'UserGroupIds');
  const transitEncryptionMode = transitEncryption ? (oneOf(properties, 'TransitEncryptionMode', ['required', 'preferred'] as const) ?? 'required') : undefined;
  if (userGroupIds.length > 0 && transitEncryptionMode !== 'required') {
    throw new ServiceError('InvalidParameterCombination', 'UserGroupIds are only supported when in-transit encryption is required.');
  }
  return {
    description: text(properties, 'ReplicationGroupDescription') ?? '',
    engine: text(properties, 'Engine') ?? 'redis',
    engineVersion: text(properties, 'EngineVersion'),
    nodeType: text(properties, 'CacheNodeType'),
    networkType,
    ipDiscovery,
    clusterMode,
    clusterEnabled: clusterMode !== 'disabled',
    // if it was, whoever knows the group says so
    startedWithoutClusterMode: clusterMode !== 'enabled',
    nodeGroups: readNodeGroups(properties, clusterMode !== 'disabled'),
    transitEncryption,
    transitEncryptionMode,
    authToken,
    userGroupIds,
    atRestEncryption: isTrue(properties, 'AtRestEncryptionEnabled'),
    kmsKeyId: text(properties, 'KmsKeyId'),
    dataTiering: isTrue(properties, 'DataTieringEnabled'),
    subnetGroupName: text(properties, 'CacheSubnetGroupName'),
    securityGroupIds: listOf(properties, 'SecurityGroupIds'),
    snapshotName: text(properties, 'SnapshotName'),
  };
}

function isTrue(properties: Properties, name: string): boolean {
  return [true, 'true'].includes(properties[name] as boolean | string);
}

function text(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function listOf(properties: Properties, name: string): readonly string[] {
  const value = properties[name];
  // ids are kept in lower case
  return Array.isArray(value) ? value.map((each) => String(each).toLowerCase()) : [];
}

function oneOf<T extends string>(properties: Properties, name: string, allowed: readonly T[]): T | undefined {
  const given = text(properties, name);
  if (given === undefined) return undefined;
  const known = allowed.find((value) => value === given);
  if (known === undefined) throw new ServiceError('InvalidParameterValue', `${name} is "${given}": must be one of ${allowed.join(', ')}`);
  return known;
}
