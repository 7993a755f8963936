/**
 * Which IP address families the nodes of a replication group have.
 *
 * CloudFormation replaces the group when this changes: the new group is empty and the old one is removed according to its
 * removal policy. Plan a migration instead of editing it on a group that holds data.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html
 */
export enum NetworkType {
  /** Every node has an IPv4 address only. */
  IPV4 = 'ipv4',
  /** Every node has an IPv6 address only; needs subnets that are IPv6-only. */
  IPV6 = 'ipv6',
  /** Every node has an IPv4 and an IPv6 address; needs subnets that have both. */
  DUAL_STACK = 'dual_stack',
}
