import { Lazy, Stack } from 'aws-cdk-lib';
import { type CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type IConstruct } from 'constructs';
import { finalProperties, type TemplateProperties } from '../../private/final-properties';
import { settledProperties } from '../../private/stated-properties';
import { type IReplicationGroup } from '../../replication-group/replication-group-interface';
import { resourceOf } from './gated-group';

/** Properties whose change moves, adds or replaces nodes, or changes what they announce and who reaches them. */
const WATCHED = [
  'AutomaticFailoverEnabled',
  'CacheNodeType',
  'CacheParameterGroupName',
  'ClusterMode',
  'Engine',
  'EngineVersion',
  'IpDiscovery',
  'NetworkType',
  'NodeGroupConfiguration',
  'NumCacheClusters',
  'NumNodeGroups',
  'Port',
  'ReplicasPerNodeGroup',
  'SecurityGroupIds',
  'TransitEncryptionEnabled',
  'TransitEncryptionMode',
];

/**
 * One string that changes whenever the gate must wait again: CloudFormation runs a custom resource only when a property
 * of it changes.
 */
export function changeToken(scope: IConstruct, group: IReplicationGroupRef, ofUser: string | undefined): string {
  const resource = resourceOf(group);
  const ofGroup = (): object => (resource === undefined ? statedBy(group) : watchedIn(scope, resource));
  const token = (): string => Stack.of(scope).toJsonString({ ...ofGroup(), ...(ofUser !== undefined && { changeToken: ofUser }) });
  // the L1 may change until synthesis, and is not to be remembered as it was before
  return Lazy.uncachedString({ produce: token });
}

/** The same for a gate that comes before its group: only what moves clients from one family to the other. */
export function familyChangeToken(
  scope: IConstruct,
  group: Partial<IReplicationGroup>,
  resource: CfnReplicationGroup | undefined,
  ofUser: string | undefined,
): string {
  const ipDiscovery = (): unknown => (resource === undefined ? group.ipDiscovery : settledProperties(resource)['IpDiscovery']);
  const token = (): string => Stack.of(scope).toJsonString({ IpDiscovery: ipDiscovery(), ...(ofUser !== undefined && { changeToken: ofUser }) });
  return Lazy.uncachedString({ produce: token });
}

function watchedIn(scope: IConstruct, resource: CfnReplicationGroup): object {
  const properties = spelledProperties(resource);
  const watched = Object.fromEntries(WATCHED.flatMap((name) => (name in properties ? [[name, properties[name]]] : [])));
  const isSameStack = Stack.of(resource) === Stack.of(scope);
  // Names in the template of another stack mean nothing in this one: there their text has to do. Their values would have to be
  // exported, and CloudFormation changes no export that is in use: the update that the gate is for would fail.
  return isSameStack ? watched : { group: JSON.stringify(watched) };
}

/** Structures as in the template, not as in the L1. */
function spelledProperties(resource: CfnReplicationGroup): TemplateProperties {
  const settled = settledProperties(resource);
  return 'NodeGroupConfiguration' in settled ? finalProperties(resource) : settled;
}

function statedBy(group: Partial<IReplicationGroup>): object {
  return {
    NetworkType: group.networkType,
    IpDiscovery: group.ipDiscovery,
    NumNodeGroups: group.shards,
    ReplicasPerNodeGroup: group.replicasPerShard,
    Port: group.port,
  };
}
