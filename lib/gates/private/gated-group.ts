import { Stack, Token } from 'aws-cdk-lib';
import { type IConnectable, type ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type IConstruct } from 'constructs';
import { type Fact, UNKNOWN } from '../../private/fact';
import { factsOfCfnReplicationGroup } from '../../private/facts-of-cfn-replication-group';
import { type GroupFacts } from '../../private/group-facts';
import { referenceTarget } from '../../private/reference-target';
import { type IReplicationGroup } from '../../replication-group/replication-group-interface';
import { TransitEncryption } from '../../replication-group/transit-encryption';
import { type GateDemand, type GatedGroup } from './gate-rule';

/** A reference, and whatever else the value may tell: an `IReplicationGroup` is passed as the narrower type. */
type TellingGroup = IReplicationGroupRef & Partial<Omit<IReplicationGroup, keyof IReplicationGroupRef>>;

/** The L1 of the group, if this app defines it: the value itself, or what the construct is made of. */
export function resourceOf(group: IReplicationGroupRef): CfnReplicationGroup | undefined {
  return [group, group.node.defaultChild].find((each) => CfnReplicationGroup.isCfnReplicationGroup(each));
}

/** The same, also for an import by the reference to a group of this app. */
export function definitionOf(group: IReplicationGroupRef): CfnReplicationGroup | undefined {
  const target = referenceTarget(group.replicationGroupRef.replicationGroupId);
  return resourceOf(group) ?? (CfnReplicationGroup.isCfnReplicationGroup(target) ? target : undefined);
}

/** What the value says while the app is being built; of an L1 nothing, because it may still change. */
export function groupAsStated(group: IReplicationGroupRef, demand: GateDemand): GatedGroup {
  const stated: TellingGroup | undefined = CfnReplicationGroup.isCfnReplicationGroup(group) ? undefined : group;
  const encryption = stated?.transitEncryption;
  return {
    ...demand,
    networkType: literal(stated?.networkType),
    ipDiscovery: literal(stated?.ipDiscovery),
    isEncrypted: encryption === undefined ? undefined : encryption !== TransitEncryption.DISABLED,
    clusterMode: literal(stated?.clusterMode),
    // the interface does not tell
    engine: undefined,
    engineVersion: undefined,
    authentication: undefined,
  };
}

/** What the template will say, escape hatches included. Only for use during synthesis. */
export function groupAsSynthesized(resource: CfnReplicationGroup, demand: GateDemand): GatedGroup {
  const facts = factsOfCfnReplicationGroup(resource);
  return {
    ...demand,
    // ElastiCache makes IPv4 groups if it is told nothing
    networkType: facts.networkType === undefined ? 'ipv4' : known(facts.networkType),
    ipDiscovery: known(facts.ipDiscovery),
    isEncrypted: known(facts.transitEncryptionEnabled),
    clusterMode: known(facts.clusterMode),
    engine: known(facts.engine),
    engineVersion: known(facts.engineVersion),
    authentication: authenticationIn(facts),
  };
}

function authenticationIn({ authToken, userGroupCount }: GroupFacts): GatedGroup['authentication'] {
  if (authToken === UNKNOWN || userGroupCount === UNKNOWN) {
    return undefined;
  }
  const hasUsers = userGroupCount !== undefined && userGroupCount > 0;
  return authToken !== undefined ? 'token' : hasUsers ? 'users' : 'none';
}

/** The security groups of the nodes, as far as the value tells. */
export function securityGroupsOf(
  group: IReplicationGroupRef,
  importGroup: (securityGroupId: string) => ISecurityGroup,
): readonly ISecurityGroup[] {
  if (isConnectable(group)) {
    return group.connections.securityGroups;
  }
  const ids = resourceOf(group)?.securityGroupIds ?? [];
  return Token.isUnresolved(ids) ? [] : ids.map(importGroup);
}

/** The port of the nodes, as far as the value tells. */
export function portOf(group: IReplicationGroupRef): number | undefined {
  const stated: TellingGroup = group;
  return stated.port ?? resourceOf(group)?.port;
}

/** Account and region of the group, if one of them is known to be another than that of the gate. */
export function otherEnvironmentOf(scope: IConstruct, group: Pick<IReplicationGroupRef, 'env'>): string | undefined {
  const here = Stack.of(scope).env;
  const there = group.env;
  const differs = (a: string, b: string): boolean => a !== b && ![a, b].some((each) => Token.isUnresolved(each));
  return differs(here.account, there.account) || differs(here.region, there.region)
    ? `${shown(there.account)}/${shown(there.region)}`
    : undefined;
}

function isConnectable(group: IReplicationGroupRef): group is IReplicationGroupRef & IConnectable {
  return 'connections' in group;
}

function shown(value: string): string {
  return Token.isUnresolved(value) ? 'unknown' : value;
}

function literal(value: string | undefined): string | undefined {
  return value === undefined || Token.isUnresolved(value) ? undefined : value;
}

function known<T>(fact: Fact<T>): T | undefined {
  return fact === UNKNOWN ? undefined : fact;
}
