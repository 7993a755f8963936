import { isIPv4, isIPv6 } from 'node:net';
import { type AddressFamily } from '../../../lambda/topology/address-family';

/**
 * The address of every node in a raw reply of CLUSTER SLOTS, by node id.
 *
 * Deliberately not the parser of `lambda/topology`: the truth that the gate is measured against must not share a
 * mistake with the gate.
 */
export function slotsAddresses(reply: unknown): ReadonlyMap<string, string> {
  const rows = Array.isArray(reply) ? (reply as readonly unknown[]) : [];
  const nodes = rows.flatMap((row) => (Array.isArray(row) ? (row as readonly unknown[]).slice(2) : []));
  return new Map(
    nodes.filter((node): node is readonly unknown[] => Array.isArray(node)).map((node) => [String(node[2]), String(node[0])]),
  );
}

/** Whether `address` is an IP address of `family`. */
export function isOfFamily(address: string, family: AddressFamily): boolean {
  return family === 'ipv6' ? isIPv6(address) : isIPv4(address);
}
