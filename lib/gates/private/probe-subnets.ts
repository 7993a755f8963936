import { type ISubnet, type IVpc, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { readSubnetDuringConstruction, readSubnetInTemplate, subnetFactsOf, type SubnetReader } from '../../private/subnet-facts';

/**
 * Where the probe is placed: what the user chose, as it is; otherwise the default selection of the VPC without the
 * subnets that are known to have no IPv6.
 *
 * If none is left, IPv6 may still be added before synthesis, where `withoutIpv6` judges.
 */
export function subnetsForProbe(vpc: IVpc, selection: SubnetSelection | undefined): readonly ISubnet[] {
  const { subnets } = vpc.selectSubnets(selection);
  if (selection !== undefined) {
    return subnets;
  }
  const dualStack = subnets.filter((subnet) => !lacksIpv6(subnet, readSubnetDuringConstruction));
  return dualStack.length > 0 ? dualStack : subnets;
}

/** Paths of the subnets that will have no IPv6 range. Only for use during synthesis. */
export function withoutIpv6(subnets: readonly ISubnet[]): readonly string[] {
  return subnets.filter((subnet) => lacksIpv6(subnet, readSubnetInTemplate)).map((subnet) => subnet.node.path);
}

/** Only of subnets of this app it is certain. */
function lacksIpv6(subnet: ISubnet, read: SubnetReader): boolean {
  return subnetFactsOf([subnet.subnetId], read).some(({ hasIpv6 }) => hasIpv6 === false);
}
