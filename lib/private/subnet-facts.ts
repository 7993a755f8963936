import { Resource, Stack } from 'aws-cdk-lib';
import { CfnSubnet, CfnSubnetCidrBlock } from 'aws-cdk-lib/aws-ec2';
import { UNKNOWN } from './fact';
import { booleanFact, stringFact } from './fact-readers';
import { finalProperties, isOverridden, type TemplateProperties } from './final-properties';
import { type PlaceFacts, type SubnetFacts } from './group-facts';
import { referenceTarget } from './reference-target';
import { settled } from './stated-properties';

/** How to look at an L1: through its getters while the app is being built, through its template during synthesis. */
export type SubnetReader = (subnet: CfnSubnet) => TemplateProperties;

export const readSubnetInTemplate: SubnetReader = (subnet) =>
  isOverridden(subnet, 'Properties')
    ? finalProperties(subnet)
    : settled(Stack.of(subnet), readSubnetDuringConstruction(subnet));

export const readSubnetDuringConstruction: SubnetReader = (subnet) => ({
  AvailabilityZone: subnet.availabilityZone,
  Ipv6CidrBlock: subnet.ipv6CidrBlock,
  Ipv6IpamPoolId: subnet.ipv6IpamPoolId,
  Ipv6Native: subnet.ipv6Native,
});

/** What the subnets of a group together say about where its nodes are. */
export function placeFactsOf(subnetIds: readonly unknown[], read: SubnetReader): PlaceFacts {
  const seen = subnetsAmong(subnetIds).map((subnet) => ({ subnet, properties: read(subnet) }));
  const zones = seen.map(({ properties }) => stringFact(properties['AvailabilityZone']));
  // known only if each single one is
  const areAllKnown = zones.length > 0 && zones.length === subnetIds.length && zones.every((zone) => typeof zone === 'string');
  return { subnets: factsOf(seen), subnetZones: areAllKnown ? zones : UNKNOWN };
}

/** Facts of those subnets that this app defines; of an imported subnet the app knows nothing but its id. */
export function subnetFactsOf(subnetIds: readonly unknown[], read: SubnetReader): readonly SubnetFacts[] {
  return factsOf(subnetsAmong(subnetIds).map((subnet) => ({ subnet, properties: read(subnet) })));
}

/** A subnet of this app, and what it says. */
interface SeenSubnet {
  readonly subnet: CfnSubnet;
  readonly properties: TemplateProperties;
}

function factsOf(seen: readonly SeenSubnet[]): readonly SubnetFacts[] {
  const factsWithoutSeparateRange = seen.map(({ subnet, properties }) => factsOfSubnet(subnet, properties));
  if (factsWithoutSeparateRange.every(({ hasIpv6 }) => hasIpv6 === true)) {
    return factsWithoutSeparateRange;
  }
  const withSeparateRange = namesWithSeparateRange(seen.map(({ subnet }) => subnet));
  return factsWithoutSeparateRange.map((facts) => (withSeparateRange.has(facts.name) ? { ...facts, hasIpv6: true } : facts));
}

function subnetsAmong(subnetIds: readonly unknown[]): readonly CfnSubnet[] {
  return subnetIds.map(referenceTarget).filter((target) => CfnSubnet.isCfnSubnet(target));
}

function factsOfSubnet(subnet: CfnSubnet, properties: TemplateProperties): SubnetFacts {
  const isIpv6Only = booleanFact(properties['Ipv6Native']) ?? false;
  const hasRange = properties['Ipv6CidrBlock'] !== undefined || properties['Ipv6IpamPoolId'] !== undefined;
  return {
    // long, and only for messages
    get name() {
      return nameOf(subnet);
    },
    hasIpv6: hasRange || isIpv6Only,
    isIpv6Only,
  };
}

/** A subnet can also get its IPv6 range from a resource of its own, anywhere in the app. */
function namesWithSeparateRange(subnets: readonly CfnSubnet[]): ReadonlySet<string> {
  const roots = [...new Set(subnets.map(({ node }) => node.root))];
  const subnetsOfRanges = roots
    .flatMap(({ node }) => node.findAll())
    .filter((construct) => CfnSubnetCidrBlock.isCfnSubnetCidrBlock(construct))
    .map(({ subnetId }) => referenceTarget(subnetId))
    .filter((target) => CfnSubnet.isCfnSubnet(target));
  return new Set(subnetsOfRanges.map(nameOf));
}

/** The path of the construct that the user wrote: the L2 subnet, if there is one around the L1. */
function nameOf(subnet: CfnSubnet): string {
  const parent = subnet.node.scope;
  return parent !== undefined && Resource.isResource(parent) && parent.node.defaultChild === subnet ? parent.node.path : subnet.node.path;
}
