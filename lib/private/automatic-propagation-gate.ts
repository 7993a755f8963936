import { PropagationGate } from '../gates/propagation-gate';
import { NetworkType } from '../replication-group/network-type';
import { type IReplicationGroup } from '../replication-group/replication-group-interface';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { announcedFamily, bindCredentials, credentialsOf, type GroupOfGates, probeSubnetsOf } from './gates-of-group';
import { type ReplicationGroupSettings } from './replication-group-settings';

/** The gate of a group that makes its own, if there is anything to wait for and nobody forbade it. */
export function newAutomaticPropagationGate(
  scope: GroupOfGates & IReplicationGroup,
  settings: ReplicationGroupSettings,
  props: ReplicationGroupProps,
): PropagationGate | undefined {
  if (props.propagationGate === false || reasonWhyNothingPropagates(settings) !== undefined) {
    return undefined;
  }
  const gate = new PropagationGate(scope, 'PropagationGate', {
    replicationGroup: scope,
    vpc: props.vpc,
    vpcSubnets: probeSubnetsOf(props),
    targetFamily: announcedFamily(settings.ipDiscovery),
    timeout: props.propagationTimeout,
    pollInterval: props.propagationPollInterval,
    minimumEvidence: props.propagationMinimumEvidence,
    credentials: credentialsOf(scope, settings.authentication, props.gateCredentials),
  });
  bindCredentials(scope, gate);
  return gate;
}

/** Where there is only one family, clients have no choice, and nothing changes. */
export function reasonWhyNothingPropagates({ networkType }: ReplicationGroupSettings): string | undefined {
  return networkType === NetworkType.DUAL_STACK
    ? undefined
    : `networkType is "${networkType}", so that there is no other address family to serve`;
}
