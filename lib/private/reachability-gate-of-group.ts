import { ReachabilityGate } from '../gates/reachability-gate';
import { type ReachabilityGateOptions } from '../gates/reachability-gate-options';
import { NetworkType } from '../replication-group/network-type';
import { type IReplicationGroup } from '../replication-group/replication-group-interface';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { announcedFamily, bindCredentials, credentialsOf, type GroupOfGates, probeSubnetsOf } from './gates-of-group';
import { type ReplicationGroupSettings } from './replication-group-settings';

export interface ReachabilityGateOfGroupProps extends ReachabilityGateOptions {
  readonly settings: ReplicationGroupSettings;
  readonly props: ReplicationGroupProps;
}

/** A reachability gate in the tree of its group, with what the group knows. */
export function newReachabilityGateOfGroup(
  group: GroupOfGates & IReplicationGroup,
  id: string,
  { settings, props, ...options }: ReachabilityGateOfGroupProps,
): ReachabilityGate {
  // no function can be in subnets that are IPv6-only
  const subnetsOfGroup = settings.networkType === NetworkType.IPV6 ? undefined : probeSubnetsOf(props);
  const gate = new ReachabilityGate(group, id, {
    ...options,
    replicationGroup: group,
    vpc: props.vpc,
    vpcSubnets: options.vpcSubnets ?? subnetsOfGroup,
    targetFamily: announcedFamily(settings.ipDiscovery),
    credentials: options.credentials ?? credentialsOf(group, settings.authentication, props.gateCredentials),
  });
  bindCredentials(group, gate);
  return gate;
}
