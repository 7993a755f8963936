import { type ISubnet, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { NetworkType } from '../replication-group/network-type';
import { readSubnetDuringConstruction, subnetFactsOf } from './subnet-facts';

/**
 * The subnets for the nodes: the selected ones, or the private subnets that fit the network type, those with egress before
 * the isolated ones.
 *
 * If none fits, all private subnets: an aspect may still give them what they lack, and the message of the rule names them.
 */
export function selectCacheSubnets(vpc: IVpc, selection: SubnetSelection | undefined, networkType: NetworkType): readonly ISubnet[] {
  if (selection !== undefined) {
    return vpc.selectSubnets(selection).subnets;
  }
  const tiers = [vpc.privateSubnets, vpc.isolatedSubnets].filter((subnets) => subnets.length > 0);
  const fittingTiers = tiers.map((subnets) => subnets.filter((subnet) => mayFit(subnet, networkType)));
  return fittingTiers.find((subnets) => subnets.length > 0) ?? tiers[0] ?? [];
}

/** Imported subnets always may: nothing is known of them. */
function mayFit(subnet: ISubnet, networkType: NetworkType): boolean {
  const [facts] = subnetFactsOf([subnet.subnetId], readSubnetDuringConstruction);
  if (facts === undefined) {
    return true;
  }
  switch (networkType) {
    case NetworkType.IPV6:
      return facts.isIpv6Only !== false;
    case NetworkType.DUAL_STACK:
      return facts.hasIpv6 !== false && facts.isIpv6Only !== true;
    case NetworkType.IPV4:
      return facts.isIpv6Only !== true;
  }
}
