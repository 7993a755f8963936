import { createHash } from 'node:crypto';
import { type CacheMember } from '../../elasticache/cache-member';
import { type KeptCache } from '../../elasticache/kept-cache';
import { readStrings, type StoredStrings, writeStrings } from '../../elasticache/stored-strings';

const KEYS = 500;
const VALUE_LENGTH = 1024;

/** What one node held, or is. */
export interface NodeState {
  readonly memberId: string;
  readonly nodeGroupId: string;
  /** Another one after a restart. */
  readonly runId: string;
  readonly keys: number;
  /** SHA-256 over all keys and values. */
  readonly checksum: string;
}

/** Fills a cache with keys of which the values follow from the names. */
export async function fill(cache: Pick<KeptCache, 'cluster'>): Promise<void> {
  const strings = new Map(Array.from({ length: KEYS }, (_, index) => [`order:${index}`, valueOf(index)]));
  await writeStrings(cache.cluster.nodes, strings);
  await replicated(cache, strings);
}

/** Every node as it is now, by itself: a replica answers for what it has copied. */
export async function stateOf(cache: Pick<KeptCache, 'members'>): Promise<readonly NodeState[]> {
  return await Promise.all(cache.members.map(stateOfNode));
}

/** How many keys a cache has: the nodes of a shard hold the same. */
export function keysIn(nodes: readonly NodeState[]): number {
  const shards = new Map<string, number>();
  for (const { nodeGroupId, keys } of nodes) shards.set(nodeGroupId, Math.max(keys, shards.get(nodeGroupId) ?? 0));
  return [...shards.values()].reduce((sum, keys) => sum + keys, 0);
}

/** One checksum over the whole of a cache. */
export function overall(nodes: readonly NodeState[]): string {
  return sha256(nodes.map(({ checksum }) => checksum).join());
}

async function stateOfNode({ memberId, nodeGroupId, node }: CacheMember): Promise<NodeState> {
  const strings = await readStrings(node);
  const runId = /^run_id:(\w+)/m.exec(String(await node.command(['INFO', 'server'])))?.[1] ?? '';
  return { memberId, nodeGroupId, runId, keys: strings.size, checksum: checksumOf(strings) };
}

/** A replica may be a moment behind. */
async function replicated({ cluster }: Pick<KeptCache, 'cluster'>, strings: StoredStrings): Promise<void> {
  const replicas = cluster.nodes.filter(({ role }) => role === 'replica');
  const primaries = cluster.nodes.filter(({ role }) => role === 'primary');
  if (replicas.length === 0 || strings.size === 0) return;
  await Promise.all(primaries.map((primary) => primary.command(['WAIT', String(replicas.length / primaries.length), '5000'])));
}

function checksumOf(strings: StoredStrings): string {
  return sha256([...strings].map(([key, value]) => `${key}=${value}\n`).sort().join(''));
}

function valueOf(index: number): string {
  return sha256(String(index)).repeat(VALUE_LENGTH / 64);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
