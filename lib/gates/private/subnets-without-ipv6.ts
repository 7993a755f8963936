import { type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { factsOfCfnReplicationGroup } from '../../private/facts-of-cfn-replication-group';
import { type SubnetFacts } from '../../private/group-facts';
import { readSubnetInTemplate, subnetFactsOf } from '../../private/subnet-facts';

/**
 * Paths of the subnets that are certain to have no IPv6 range; of imported ones nothing is certain. Without those of the group
 * itself, about which its own rule `SubnetsWithoutIpv6` complains.
 *
 * Only for use during synthesis.
 */
export function subnetsWithoutIpv6(subnets: readonly ISubnet[], group: CfnReplicationGroup | undefined): readonly string[] {
  const facts = subnetFactsOf(
    subnets.map(({ subnetId }) => subnetId),
    readSubnetInTemplate,
  );
  const names = namesWithoutIpv6(facts);
  const reported = names.length === 0 || group === undefined ? [] : reportedBy(group);
  return names.filter((name) => !reported.includes(name));
}

function reportedBy(group: CfnReplicationGroup): readonly string[] {
  const { networkType, subnets } = factsOfCfnReplicationGroup(group);
  return networkType === 'dual_stack' ? namesWithoutIpv6(subnets) : [];
}

function namesWithoutIpv6(facts: readonly SubnetFacts[]): readonly string[] {
  return facts.filter(({ hasIpv6 }) => hasIpv6 === false).map(({ name }) => name);
}
