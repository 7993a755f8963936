import { isIP } from 'node:net';

import { type AddressFamily } from '../../lambda/topology/address-family';
import { type CacheCluster, type ClusterNode } from '../../rehearsal/cluster/cluster';

/** One node of a CLUSTER SLOTS row. */
interface ListedNode {
  readonly host: string;
  readonly id: string;
}

/**
 * The nodes in a CLUSTER SLOTS reply.
 * Read here on purpose and not with `lambda/topology`: what checks the gate must not share its reading.
 */
export function listedNodes(slots: unknown): readonly ListedNode[] {
  if (!Array.isArray(slots)) {
    throw new Error(`CLUSTER SLOTS answered ${JSON.stringify(slots)} instead of a list of rows`);
  }
  return slots.flatMap((row: unknown) => (Array.isArray(row) ? row.slice(2).map(listedNode) : []));
}

/** Every listed node is at an address of `family`, and there is at least one: all that a one-node loop asks for. */
export function everyListedNodeIsAt(slots: unknown, family: AddressFamily): boolean {
  const nodes = listedNodes(slots);
  return nodes.length > 0 && nodes.every((node) => isIP(node.host) === versionOf(family));
}

/** The view lists every node of the cluster, and each at an address of `family`. */
export function isComplete(slots: unknown, cluster: CacheCluster, family: AddressFamily): boolean {
  const ids = new Set(listedNodes(slots).map((node) => node.id));
  return everyListedNodeIsAt(slots, family) && cluster.nodes.every((node) => ids.has(node.id));
}

/** One node's reply to CLUSTER SLOTS. */
export async function askSlots(node: ClusterNode): Promise<unknown> {
  return node.command(['CLUSTER', 'SLOTS']);
}

function listedNode(node: unknown): ListedNode {
  const [host, , id] = Array.isArray(node) ? (node as unknown[]) : [];
  return { host: typeof host === 'string' ? host : '', id: typeof id === 'string' ? id : '' };
}

function versionOf(family: AddressFamily): number {
  return family === 'ipv6' ? 6 : 4;
}
