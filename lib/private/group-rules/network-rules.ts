import { type GroupFacts, type SubnetFacts } from '../group-facts';
import { type GroupRule, known, wantsIpv6 } from './group-rule';

/** What the network type and the IP discovery demand of each other and of everything around them. */
export const NETWORK_RULES: readonly GroupRule[] = [
  {
    code: 'IpDiscoveryNeedsIpv6',
    refuses: '`ipDiscovery` `IPV6` on a group whose nodes have no IPv6 address',
    problem: (facts) => {
      const isIpv4Only = facts.networkType === 'ipv4' || facts.networkType === undefined;
      return facts.ipDiscovery === 'ipv6' && isIpv4Only
        ? 'ipDiscovery is "ipv6" but networkType is "ipv4", so that no node has an IPv6 address to announce: ' +
            'use networkType "dual_stack" (a change replaces the group), or ipDiscovery "ipv4"'
        : undefined;
    },
  },
  {
    code: 'IpDiscoveryNeedsIpv4',
    refuses: '`ipDiscovery` `IPV4` on a group whose nodes have no IPv4 address',
    problem: (facts) =>
      facts.ipDiscovery === 'ipv4' && facts.networkType === 'ipv6'
        ? 'ipDiscovery is "ipv4" but networkType is "ipv6", so that no node has an IPv4 address to announce: ' +
          'use ipDiscovery "ipv6" or leave it out, or networkType "dual_stack"'
        : undefined,
  },
  {
    code: 'GlobalDatastoreNeedsIpv4',
    refuses: '`DUAL_STACK` or `IPV6` in a Global Datastore',
    problem: (facts) => {
      const globalDatastore = facts.globalReplicationGroupId;
      return globalDatastore !== undefined && wantsIpv6(facts)
        ? `globalReplicationGroupId is ${shown(globalDatastore)} and networkType is ${shown(facts.networkType)}, but a ` +
            'Global Datastore does not support IPv6: use networkType "ipv4", or leave out globalReplicationGroupId'
        : undefined;
    },
  },
  {
    code: 'SubnetsWithoutIpv6',
    refuses: '`DUAL_STACK` in subnets without an IPv6 CIDR',
    settledAtSynthesis: true,
    problem: (facts) =>
      facts.networkType === 'dual_stack'
        ? subnetProblem(
            facts,
            ({ hasIpv6 }) => hasIpv6 === false,
            'without an IPv6 CIDR',
            'give the VPC IPv6 (ipProtocol: ec2.IpProtocol.DUAL_STACK) or select other subnets with vpcSubnets, ' +
              'or use networkType "ipv4"',
          )
        : undefined,
  },
  {
    code: 'SubnetsNotIpv6Only',
    refuses: '`IPV6` in subnets that are not IPv6-only',
    settledAtSynthesis: true,
    problem: (facts) =>
      facts.networkType === 'ipv6'
        ? subnetProblem(
            facts,
            ({ isIpv6Only }) => isIpv6Only === false,
            'not IPv6-only',
            'select subnets with Ipv6Native with vpcSubnets, or use networkType "dual_stack", which serves IPv6 clients too',
          )
        : undefined,
  },
  {
    code: 'SubnetsWithoutIpv4',
    refuses: '`IPV4` or `DUAL_STACK` in subnets that are IPv6-only',
    settledAtSynthesis: true,
    problem: (facts) =>
      facts.networkType === 'ipv4' || facts.networkType === 'dual_stack' || facts.networkType === undefined
        ? subnetProblem(
            facts,
            ({ isIpv6Only }) => isIpv6Only === true,
            'IPv6-only',
            'select subnets that have an IPv4 CIDR with vpcSubnets, or use networkType "ipv6"',
          )
        : undefined,
  },
];

function subnetProblem(
  facts: GroupFacts,
  isWrong: (subnet: SubnetFacts) => boolean,
  whatIsWrong: string,
  remedy: string,
): string | undefined {
  const wrong = facts.subnets.filter(isWrong).map(({ name }) => name);
  if (wrong.length === 0) {
    return undefined;
  }
  return `networkType is ${shown(facts.networkType ?? 'ipv4')} but ${wrong.length} of the subnets ` +
    `${wrong.length === 1 ? 'is' : 'are'} ${whatIsWrong} (${wrong.join(', ')}): ${remedy}`;
}

function shown(fact: GroupFacts['networkType']): string {
  return JSON.stringify(known(fact) ?? 'a token');
}
