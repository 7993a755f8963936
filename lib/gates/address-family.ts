/**
 * An IP address family, as a gate waits for it.
 */
export enum AddressFamily {
  /** IPv4. */
  IPV4 = 'ipv4',
  /** IPv6. */
  IPV6 = 'ipv6',
}
