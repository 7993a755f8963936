import { type Properties } from '../../cloudformation/resource-provider';
import { ServiceError } from '../../http/service';
import { type NetworkType } from '../group-configuration';

/** The properties of `AWS::ElastiCache::ServerlessCache` that the API tells again, read. */
export interface ServerlessConfiguration {
  readonly description: string | undefined;
  readonly engine: string;
  readonly majorEngineVersion: string;
  readonly networkType: NetworkType;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly kmsKeyId: string | undefined;
  readonly userGroupId: string | undefined;
  readonly snapshotRetentionLimit: number;
  readonly dailySnapshotTime: string | undefined;
  readonly snapshotArnsToRestore: readonly string[];
  readonly finalSnapshotName: string | undefined;
}

/** Properties whose change replaces a serverless cache, from the registry schema. */
export const SERVERLESS_CREATE_ONLY = [
  'ConnectionType',
  'KmsKeyId',
  'NetworkType',
  'ServerlessCacheName',
  'SnapshotArnsToRestore',
  'SubnetIds',
] as const;

const NETWORK_TYPES: readonly NetworkType[] = ['ipv4', 'ipv6', 'dual_stack'];

/** Reads the properties; throws what AWS refuses. */
export function readServerless(properties: Properties): ServerlessConfiguration {
  const given = text(properties, 'NetworkType') ?? 'ipv4';
  const networkType = NETWORK_TYPES.find((known) => known === given);
  if (networkType === undefined) throw new ServiceError('InvalidParameterValue', `NetworkType is "${given}": must be one of ${NETWORK_TYPES.join(', ')}`);
  const engine = text(properties, 'Engine') ?? '';
  if (engine !== 'valkey' && engine !== 'redis') throw new ServiceError('InvalidParameterValue', `the offline AWS has no serverless caches of the engine "${engine}"`);
  return {
    description: text(properties, 'Description'),
    engine,
    majorEngineVersion: text(properties, 'MajorEngineVersion') ?? (engine === 'valkey' ? '8' : '7'),
    networkType,
    subnetIds: listOf(properties, 'SubnetIds'),
    securityGroupIds: listOf(properties, 'SecurityGroupIds'),
    kmsKeyId: text(properties, 'KmsKeyId'),
    userGroupId: text(properties, 'UserGroupId')?.toLowerCase(),
    snapshotRetentionLimit: Number(properties['SnapshotRetentionLimit'] ?? 0),
    dailySnapshotTime: text(properties, 'DailySnapshotTime'),
    snapshotArnsToRestore: listOf(properties, 'SnapshotArnsToRestore'),
    finalSnapshotName: text(properties, 'FinalSnapshotName')?.toLowerCase(),
  };
}

function text(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function listOf(properties: Properties, name: string): readonly string[] {
  const value = properties[name];
  return Array.isArray(value) ? value.map(String) : [];
}
