import { type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type Construct } from 'constructs';
import { AddressFamily } from '../gates/address-family';
import { PropagationGate } from '../gates/propagation-gate';
import { ClusterMode } from '../replication-group/cluster-mode';
import { IpDiscovery } from '../replication-group/ip-discovery';
import { NetworkType } from '../replication-group/network-type';
import { type IReplicationGroup } from '../replication-group/replication-group-interface';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { CacheSubnetGroup } from '../replication-group/subnets/cache-subnet-group';
import { TransitEncryption } from '../replication-group/transit-encryption';
import { type ReplicationGroupSettings } from './replication-group-settings';

/** The gate of a group that makes its own, if there is anything to wait for and nobody forbade it. */
export function newAutomaticPropagationGate(
  scope: Construct & IReplicationGroup,
  settings: ReplicationGroupSettings,
  props: ReplicationGroupProps,
): PropagationGate | undefined {
  if (props.propagationGate === false || reasonWhyNothingPropagates(settings) !== undefined) {
    return undefined;
  }
  return new PropagationGate(scope, 'PropagationGate', {
    replicationGroup: scope,
    vpc: props.vpc,
    vpcSubnets: props.vpcSubnets ?? subnetsOf(props),
    targetFamily: settings.ipDiscovery === IpDiscovery.IPV6 ? AddressFamily.IPV6 : AddressFamily.IPV4,
    timeout: props.propagationTimeout,
    pollInterval: props.propagationPollInterval,
  });
}

/** The probe stands beside the nodes, where the subnet group tells where that is. */
function subnetsOf({ subnetGroup }: ReplicationGroupProps): SubnetSelection | undefined {
  return subnetGroup instanceof CacheSubnetGroup ? { subnets: subnetGroup.subnets } : undefined;
}

/** Only nodes of a dual-stack cluster without TLS announce addresses of which there are two to choose from. */
export function reasonWhyNothingPropagates(settings: ReplicationGroupSettings): string | undefined {
  const { networkType, clusterMode, transitEncryption } = settings;
  if (networkType !== NetworkType.DUAL_STACK) {
    return `networkType is "${networkType}", so that there is no other address family to announce`;
  }
  if (clusterMode !== ClusterMode.ENABLED) {
    return `clusterMode is "${clusterMode}", where nodes announce no addresses`;
  }
  return transitEncryption === TransitEncryption.DISABLED
    ? undefined
    : `transitEncryption is "${transitEncryption}", where nodes announce host names, not addresses`;
}
