import { type ClusterNode } from '../cluster/cluster';

/** Keys and values of a node. */
export type StoredStrings = ReadonlyMap<string, string>;

const SCAN_COUNT = '1000';

/** Every string that a node holds, replicas included; other types of values are refused, because nothing here writes them. */
export async function readStrings(node: ClusterNode): Promise<StoredStrings> {
  await letReplicaAnswer(node);
  const keys = await keysOf(node);
  const values = await Promise.all(keys.map((key) => node.command(['GET', key])));
  return new Map(keys.map((key, index) => [key, String(values[index])]));
}

/** Writes strings into a cluster, each where its slot is. */
export async function writeStrings(nodes: readonly ClusterNode[], strings: StoredStrings): Promise<void> {
  const primaries = nodes.filter(({ role }) => role === 'primary');
  await Promise.all([...strings].map(([key, value]) => writeString(primaries, key, value)));
}

async function writeString(primaries: readonly ClusterNode[], key: string, value: string): Promise<void> {
  for (const node of primaries) {
    if (await accepts(node, key, value)) return;
  }
  throw new Error(`no node takes the key ${key}`);
}

/** False: the slot of the key is elsewhere. */
async function accepts(node: ClusterNode, key: string, value: string): Promise<boolean> {
  try {
    await node.command(['SET', key, value]);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('MOVED')) return false;
    throw error;
  }
}

/** Without it, a replica of a cluster sends everybody to its primary; without cluster mode it answers anyway. */
async function letReplicaAnswer(node: ClusterNode): Promise<void> {
  try {
    await node.command(['READONLY']);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('cluster support disabled'))) throw error;
  }
}

async function keysOf(node: ClusterNode): Promise<readonly string[]> {
  const keys = new Set<string>();
  let cursor = '0';
  do {
    const [next, found] = (await node.command(['SCAN', cursor, 'COUNT', SCAN_COUNT])) as [string, readonly string[]];
    for (const key of found) keys.add(key);
    cursor = next;
  } while (cursor !== '0');
  return [...keys];
}
