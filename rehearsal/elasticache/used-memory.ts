import { type ClusterNode } from '../cluster/cluster';

/** How many bytes a node has allocated, for whatever purpose: what ElastiCache reports as `BytesUsedForCache`. */
export async function usedMemory(node: ClusterNode): Promise<number> {
  const used = /^used_memory:(\d+)/m.exec(String(await node.command(['INFO', 'memory'])))?.[1];
  if (used === undefined) throw new Error(`the node on port ${node.port} does not tell its used_memory`);
  return Number(used);
}
