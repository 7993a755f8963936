import { type Duration } from 'aws-cdk-lib';
import { type ISecurityGroup, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { selectCacheSubnets } from '../../private/select-cache-subnets';
import { NetworkType } from '../../replication-group/network-type';
import { type Evidence } from '../evidence';
import { GateCredentials } from '../gate-credentials';
import { type AddressFamily } from '../address-family';
import { type NodeGateProps } from '../node-gate-props';
import { type CredentialsMethod } from './credentials-method';
import { DEFAULT_POLL_INTERVAL, DEFAULT_TIMEOUT } from './gate-limits';
import { GateProvider } from './gate-provider';
import { securityGroupsOf } from './gated-group';

/** What every gate that asks nodes is made of. */
export interface AskingGateProps extends NodeGateProps {
  readonly replicationGroup: IReplicationGroupRef;
  readonly targetFamily: AddressFamily;
}

/** What the author of a gate wrote, with the defaults. */
export interface NodeWait {
  readonly timeout: Duration;
  readonly pollInterval: Duration;
  readonly subnets: readonly ISubnet[];
  /** Of the nodes. */
  readonly securityGroups: readonly ISecurityGroup[];
  /** What the probe wears, if not one of its own. */
  readonly clientSecurityGroups: readonly ISecurityGroup[] | undefined;
  readonly minimumEvidence: Evidence | undefined;
  readonly credentials: CredentialsMethod;
}

export function nodeWaitOf(scope: Construct, props: AskingGateProps, clientSecurityGroups?: readonly ISecurityGroup[]): NodeWait {
  return {
    timeout: props.timeout ?? DEFAULT_TIMEOUT,
    pollInterval: props.pollInterval ?? DEFAULT_POLL_INTERVAL,
    subnets: selectCacheSubnets(props.vpc, props.vpcSubnets, NetworkType.DUAL_STACK),
    securityGroups: props.securityGroups ?? knownSecurityGroups(scope, props.replicationGroup),
    clientSecurityGroups,
    minimumEvidence: props.minimumEvidence,
    credentials: (props.credentials ?? GateCredentials.none())._method,
  };
}

function knownSecurityGroups(scope: Construct, group: IReplicationGroupRef): readonly ISecurityGroup[] {
  return securityGroupsOf(group, (each) => GateProvider.of(scope).importedSecurityGroup(each));
}
