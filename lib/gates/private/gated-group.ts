import { Stack, Token } from 'aws-cdk-lib';
import { type IConnectable, type ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type IConstruct } from 'constructs';
import { type Fact, UNKNOWN } from '../../private/fact';
import { factsOfCfnReplicationGroup } from '../../private/facts-of-cfn-replication-group';
import { type IReplicationGroup } from '../../replication-group/replication-group-interface';
import { TransitEncryption } from '../../replication-group/transit-encryption';
import { type AddressFamily } from '../address-family';
import { type GatedGroup } from './gate-rules';

/** A reference, and whatever else the value may tell: an `IReplicationGroup` is passed as the narrower type. */
type TellingGroup = IReplicationGroupRef & Partial<Omit<IReplicationGroup, keyof IReplicationGroupRef>>;

/** The L1 of the group, if this app defines it: the value itself, or what the construct is made of. */
export function resourceOf(group: IReplicationGroupRef): CfnReplicationGroup | undefined {
  return [group, group.node.defaultChild].find((each) => CfnReplicationGroup.isCfnReplicationGroup(each));
}

/** What the value says while the app is being built; of an L1 nothing, because it may still change. */
export function groupAsStated(group: IReplicationGroupRef, targetFamily: AddressFamily): GatedGroup {
  const stated: TellingGroup | undefined = CfnReplicationGroup.isCfnReplicationGroup(group) ? undefined : group;
  const encryption = stated?.transitEncryption;
  return {
    targetFamily,
    networkType: literal(stated?.networkType),
    ipDiscovery: literal(stated?.ipDiscovery),
    isEncrypted: encryption === undefined ? undefined : encryption !== TransitEncryption.DISABLED,
    clusterMode: literal(stated?.clusterMode),
  };
}

/** What the template will say, escape hatches included. Only for use during synthesis. */
export function groupAsSynthesized(resource: CfnReplicationGroup, targetFamily: AddressFamily): GatedGroup {
  const facts = factsOfCfnReplicationGroup(resource);
  return {
    targetFamily,
    // ElastiCache makes IPv4 groups if it is told nothing
    networkType: facts.networkType === undefined ? 'ipv4' : known(facts.networkType),
    ipDiscovery: known(facts.ipDiscovery),
    isEncrypted: known(facts.transitEncryptionEnabled),
    clusterMode: known(facts.clusterMode),
  };
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
