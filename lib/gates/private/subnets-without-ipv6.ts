import { type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { readSubnetInTemplate, subnetFactsOf } from '../../private/subnet-facts';

/**
 * Paths of the subnets that are certain to have no IPv6 range; of imported ones nothing is certain.
 *
 * Only for use during synthesis.
 */
export function subnetsWithoutIpv6(subnets: readonly ISubnet[]): readonly string[] {
  const facts = subnetFactsOf(
    subnets.map(({ subnetId }) => subnetId),
    readSubnetInTemplate,
  );
  return facts.filter(({ hasIpv6 }) => hasIpv6 === false).map(({ name }) => name);
}
