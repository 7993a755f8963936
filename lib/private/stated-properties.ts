import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { finalProperties, isOverridden, type TemplateProperties } from './final-properties';
import { Stack, Token } from 'aws-cdk-lib';

/** Names of the L1 that are not those of the template with a small letter. */
const OTHER_NAMES: Readonly<Record<string, string>> = { MultiAZEnabled: 'multiAzEnabled' };

/** Every property in the template except for tags, on which nothing depends, and one of EC2-Classic, of which the L1 warns. */
const NAMES = [
  'AtRestEncryptionEnabled',
  'AuthToken',
  'AutomaticFailoverEnabled',
  'AutoMinorVersionUpgrade',
  'CacheNodeType',
  'CacheParameterGroupName',
  'CacheSubnetGroupName',
  'ClusterMode',
  'DataTieringEnabled',
  'Durability',
  'Engine',
  'EngineVersion',
  'GlobalReplicationGroupId',
  'IpDiscovery',
  'KmsKeyId',
  'LogDeliveryConfigurations',
  'MultiAZEnabled',
  'NetworkType',
  'NodeGroupConfiguration',
  'NotificationTopicArn',
  'NumCacheClusters',
  'NumNodeGroups',
  'Port',
  'PreferredCacheClusterAZs',
  'PreferredMaintenanceWindow',
  'PrimaryClusterId',
  'ReplicasPerNodeGroup',
  'ReplicationGroupDescription',
  'ReplicationGroupId',
  'SecurityGroupIds',
  'SnapshotArns',
  'SnapshotName',
  'SnapshotRetentionLimit',
  'SnapshottingClusterId',
  'SnapshotWindow',
  'TransitEncryptionEnabled',
  'TransitEncryptionMode',
  'UserGroupIds',
].map((name) => ({ name, getter: OTHER_NAMES[name] ?? decapitalized(name) }));

/**
 * The properties of a replication group as its L1 holds them, under their names in the template, if no escape hatch changes any.
 *
 * Values may be tokens, and structures are spelled as the L1 spells them.
 */
export function statedProperties(group: CfnReplicationGroup): TemplateProperties | undefined {
  if (isOverridden(group, 'Properties')) {
    return undefined;
  }
  // by name, because older versions of the L1 do not know all of them
  const stated = NAMES.map(({ name, getter }): [string, unknown] => [name, Reflect.get(group, getter)]);
  return Object.fromEntries(stated.filter(([, value]) => value !== undefined));
}

/**
 * The properties of a replication group as they will be in the template, structures perhaps spelled as the L1 spells them: much
 * cheaper than `finalProperties`, because most values are literals.
 */
export function settledProperties(group: CfnReplicationGroup): TemplateProperties {
  const stated = statedProperties(group);
  if (stated === undefined) {
    return finalProperties(group);
  }
  return settled(Stack.of(group), stated);
}

/** The values as they will be in the template. Literals, which most of them are, cost nothing. */
export function settled(stack: Stack, values: TemplateProperties): TemplateProperties {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, unknown] => [name, isLiteral(value) ? value : stack.resolve(value)]),
  );
}

function isLiteral(value: unknown): boolean {
  return typeof value !== 'object' && !Token.isUnresolved(value);
}

function decapitalized(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
