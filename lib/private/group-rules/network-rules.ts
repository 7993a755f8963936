import { type GroupFacts } from '../group-facts';
import { type GroupRule, known, wantsIpv6 } from './group-rule';
import { SUBNET_RULES } from './subnet-rules';

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
  ...SUBNET_RULES,
];

function shown(fact: GroupFacts['networkType']): string {
  return JSON.stringify(known(fact) ?? 'a token');
}
