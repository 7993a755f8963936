/**
 * Which address family the nodes announce to clients that ask a cluster for its topology.
 *
 * Changes in place and back, without downtime. Without effect where nodes announce host names (in-transit encryption on) and
 * on groups without cluster mode: there the client's own DNS lookup decides.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html
 */
export enum IpDiscovery {
  /** The nodes announce their IPv4 addresses. */
  IPV4 = 'ipv4',
  /** The nodes announce their IPv6 addresses. */
  IPV6 = 'ipv6',
}
