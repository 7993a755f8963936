import { type CfnReplicationGroup, type CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { userGroupEngine } from './authentication/user-group-engine';
import { type Fact, UNKNOWN } from './fact';
import { booleanFact, listFact, numberFact, stringFact } from './fact-readers';
import { type TemplateProperties } from './final-properties';
import { type GroupFacts, type PlaceFacts } from './group-facts';
import { readTopicInTemplate, topicIsEncrypted } from './notification-topic';
import { operationFactsOf } from './operation-facts';
import { type ParameterGroupFacts, parameterGroupFactsOf, readParametersInTemplate } from './parameter-group-facts';
import { readSubnetInTemplate } from './subnet-facts';
import { settledProperties } from './stated-properties';
import { placeOfSubnetGroup } from './subnet-group-facts';
import { commonReplicas, topologyFactsOf } from './topology-facts';

/** What the properties themselves do not say. */
export interface FactsContext extends PlaceFacts, ParameterGroupFacts {
  readonly topicIsEncrypted: GroupFacts['topicIsEncrypted'];
  /** See `GroupFacts.noReplicasAccepted`. */
  readonly noReplicasAccepted: boolean;
  readonly clusterMode: GroupFacts['clusterMode'];
  /** See `GroupFacts.usersHaveIam`: false unless it is said. */
  readonly usersHaveIam?: boolean;
}

/** Choices that have no place in a raw `CfnReplicationGroup`. */
export interface FactsOptions {
  /**
   * See `GroupFacts.noReplicasAccepted`.
   *
   * @default true - it is not for somebody else's group to be told so
   */
  readonly noReplicasAccepted?: boolean;

  /**
   * See `GroupFacts.usersHaveIam`.
   *
   * @default false - nobody knows
   */
  readonly usersHaveIam?: boolean;
}

/**
 * The facts of a replication group as it will stand in the template, escape hatches and aspects included.
 *
 * Only for use during synthesis, in `node.addValidation`.
 */
export function factsOfCfnReplicationGroup(group: CfnReplicationGroup, options: FactsOptions = {}): GroupFacts {
  const properties = settledProperties(group);
  // a literal is a name that this app does not know, perhaps written over the reference by an escape hatch
  const written = (name: string, reference: string | undefined): unknown =>
    typeof properties[name] === 'string' ? properties[name] : reference;
  const parameters = parameterGroupFactsOf(written('CacheParameterGroupName', group.cacheParameterGroupName), readParametersInTemplate);
  const context: FactsContext = {
    noReplicasAccepted: options.noReplicasAccepted ?? true,
    clusterMode: clusterModeOf(properties, parameters),
    ...placeOfSubnetGroup(written('CacheSubnetGroupName', group.cacheSubnetGroupName), readSubnetInTemplate),
    ...parameters,
    topicIsEncrypted: topicIsEncrypted(written('NotificationTopicArn', group.notificationTopicArn), readTopicInTemplate),
    usersHaveIam: options.usersHaveIam,
  };
  return { ...factsOfProperties(properties, context), userGroupEngine: userGroupEngine(group.userGroupIds) };
}

/** The facts of the properties of an L1 that is about to be made. */
export function factsOfProps(props: CfnReplicationGroupProps, context: FactsContext): GroupFacts {
  const inTemplateSpelling = Object.entries(props).map(([name, value]): [string, unknown] => [capitalized(name), value]);
  return { ...factsOfProperties(Object.fromEntries(inTemplateSpelling), context), userGroupEngine: userGroupEngine(props.userGroupIds) };
}

function factsOfProperties(properties: TemplateProperties, context: FactsContext): Omit<GroupFacts, 'userGroupEngine'> {
  return {
    replicationGroupId: stringFact(properties['ReplicationGroupId']),
    engine: stringFact(properties['Engine']),
    engineVersion: stringFact(properties['EngineVersion']),
    nodeType: stringFact(properties['CacheNodeType']),
    networkType: lowerCased(stringFact(properties['NetworkType'])),
    ipDiscovery: lowerCased(stringFact(properties['IpDiscovery'])),
    transitEncryptionEnabled: booleanFact(properties['TransitEncryptionEnabled']),
    transitEncryptionMode: stringFact(properties['TransitEncryptionMode']),
    shards: shardsOf(properties),
    replicasPerShard: replicasOf(properties),
    port: numberFact(properties['Port']),
    authToken: stringFact(properties['AuthToken']),
    userGroupCount: lengthOf(listFact(properties['UserGroupIds'])),
    globalReplicationGroupId: stringFact(properties['GlobalReplicationGroupId']),
    ...operationFactsOf(properties),
    ...topologyFactsOf(properties),
    ...context,
    usersHaveIam: context.usersHaveIam ?? false,
  };
}

/** ElastiCache takes these words in any case. */
function lowerCased(fact: Fact<string>): Fact<string> {
  return typeof fact === 'string' ? fact.toLowerCase() : fact;
}

function shardsOf(properties: TemplateProperties): Fact<number> {
  const stated = numberFact(properties['NumNodeGroups']);
  return stated ?? lengthOf(listFact(properties['NodeGroupConfiguration']));
}

function lengthOf(list: Fact<readonly unknown[]>): Fact<number> {
  return list === UNKNOWN ? UNKNOWN : list?.length;
}

function replicasOf(properties: TemplateProperties): Fact<number> {
  const stated = numberFact(properties['ReplicasPerNodeGroup']);
  const nodes = numberFact(properties['NumCacheClusters']);
  const ofAll = nodes === UNKNOWN || nodes === undefined ? nodes : nodes - 1;
  return stated ?? ofAll ?? commonReplicas(topologyFactsOf(properties).nodeGroups);
}

/** Where `ClusterMode` is not set, the parameter `cluster-enabled` decides. */
function clusterModeOf(properties: TemplateProperties, { parametersEnableCluster }: ParameterGroupFacts): GroupFacts['clusterMode'] {
  const stated = stringFact(properties['ClusterMode']);
  if (stated === 'enabled' || stated === 'disabled' || stated === 'compatible') {
    return stated;
  }
  const shards = shardsOf(properties);
  if (typeof shards === 'number' && shards > 1) {
    return 'enabled';
  }
  return typeof parametersEnableCluster === 'boolean' ? (parametersEnableCluster ? 'enabled' : 'disabled') : UNKNOWN;
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
