import { NetworkType } from '../replication-group/network-type';
import { type SubnetFacts } from './group-facts';
import { readSubnetDuringConstruction, subnetFactsOf } from './subnet-facts';

/**
 * The network types that nodes in all of these subnets can have, as ElastiCache derives them (`SupportedNetworkTypes`).
 *
 * @returns nothing if one of the subnets is not known
 */
export function supportedNetworkTypes(subnetIds: readonly string[]): NetworkType[] | undefined {
  const facts = subnetFactsOf(subnetIds, readSubnetDuringConstruction);
  const each = facts.map(typesOf);
  return facts.length === subnetIds.length && each.every((types) => types !== undefined)
    ? Object.values(NetworkType).filter((type) => each.every((types) => types.includes(type)))
    : undefined;
}

function typesOf({ hasIpv6, isIpv6Only }: SubnetFacts): readonly NetworkType[] | undefined {
  if (isIpv6Only === true) {
    return [NetworkType.IPV6];
  }
  if (isIpv6Only !== false || typeof hasIpv6 !== 'boolean') {
    return undefined;
  }
  return hasIpv6 ? [NetworkType.IPV4, NetworkType.DUAL_STACK] : [NetworkType.IPV4];
}
