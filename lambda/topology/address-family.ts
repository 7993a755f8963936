/** `ipv4` or `ipv6`, spelled as ElastiCache spells `IpDiscovery`. */
export type AddressFamily = 'ipv4' | 'ipv6';
