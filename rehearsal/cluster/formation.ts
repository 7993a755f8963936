import { setTimeout as sleep } from 'node:timers/promises';
import { TOTAL_SLOTS } from '../../lambda/topology/slot-ledger';
import { type ClusterNode, type ClusterOptions } from './cluster';
import { LOOPBACK } from './loopback';
import { slotsOfShard } from './node-layout';

/** Long enough for hundreds of nodes on a small machine; three shards of two need some seconds. */
const FORMATION_MILLIS = 240_000;

/** Introducing more neighbours than this costs more than the gossip that it saves. */
const NEIGHBOURS = 8;

/** Makes the replicas of a primary without cluster mode, and waits until all are in step. */
export async function replicate(nodes: readonly ClusterNode[]): Promise<void> {
  const [primary, ...replicas] = nodes;
  if (primary === undefined) return;
  await Promise.all(replicas.map((node) => node.command(['REPLICAOF', LOOPBACK.ipv4, String(primary.port)])));
  await until('every replica is in step with its primary', replicas, async (node) => String(await node.command(['INFO', 'replication'])).includes('master_link_status:up'));
}

/** Which primary gets which slots. */
type SlotOptions = Pick<ClusterOptions, 'shards' | 'oneByOne' | 'slotLayout'>;

/** Makes one cluster of running nodes that know nothing of each other, and waits until every node lists every node. */
export async function form(nodes: readonly ClusterNode[], options: SlotOptions): Promise<void> {
  const primaries = nodes.filter((node) => node.role === 'primary');
  await assignSlots(primaries, options);
  await introduce(nodes);
  await until(`every node knows ${nodes.length} nodes`, nodes, async (node) => (await knownNodes(node)) >= nodes.length);
  await attachReplicas(nodes, primaries);
  await until(`CLUSTER SLOTS of every node lists ${nodes.length} nodes`, nodes, async (node) => (await isHealthy(node)) && (await listedNodes(node)) >= nodes.length);
}

async function assignSlots(primaries: readonly ClusterNode[], options: SlotOptions): Promise<void> {
  await Promise.all(
    primaries.map(async (node) => {
      await node.command(options.slotLayout === 'striped' && options.oneByOne === undefined ? addStripe(node.shard, options.shards) : addRanges(node.shard, options));
      // Two primaries with the same epoch would have to settle that first.
      await node.command(['CLUSTER', 'SET-CONFIG-EPOCH', String(node.shard + 1)]);
    }),
  );
}

function addRanges(shard: number, options: SlotOptions): string[] {
  const ranges = slotsOfShard(shard, options).flatMap(({ first, last }) => [String(first), String(last)]);
  return ['CLUSTER', 'ADDSLOTSRANGE', ...ranges];
}

function addStripe(shard: number, shards: number): string[] {
  const slots = Array.from({ length: Math.ceil((TOTAL_SLOTS - shard) / shards) }, (_, index) => String(shard + index * shards));
  return ['CLUSTER', 'ADDSLOTS', ...slots];
}

async function introduce(nodes: readonly ClusterNode[]): Promise<void> {
  for (const node of nodes) {
    const others = nodes.length - 1;
    for (let step = 1; step <= Math.min(NEIGHBOURS, others); step++) {
      const neighbour = nodes[(node.index + step) % nodes.length];
      // Of each pair one introduces itself; the other learns of it by that.
      if (neighbour === undefined || (others <= NEIGHBOURS && neighbour.index < node.index)) continue;
      await node.command(['CLUSTER', 'MEET', LOOPBACK.ipv4, String(neighbour.port)]);
    }
  }
}

async function attachReplicas(nodes: readonly ClusterNode[], primaries: readonly ClusterNode[]): Promise<void> {
  const replicas = nodes.filter((node) => node.role === 'replica');
  await Promise.all(
    replicas.map(async (node) => {
      const primary = primaries[node.shard];
      if (primary !== undefined) await node.command(['CLUSTER', 'REPLICATE', primary.id]);
    }),
  );
}

async function until(goal: string, nodes: readonly ClusterNode[], reached: (node: ClusterNode) => Promise<boolean>): Promise<void> {
  const limit = Date.now() + FORMATION_MILLIS;
  let missing = [...nodes];
  for (;;) {
    const looks = await Promise.all(missing.map(async (node) => ({ node, done: await reached(node) })));
    missing = looks.filter((look) => !look.done).map((look) => look.node);
    if (missing.length === 0) return;
    if (Date.now() > limit) throw new Error(`not reached within ${FORMATION_MILLIS / 1000} s: ${goal}; missing are the nodes on ports ${missing.map((node) => node.port).join(', ')}`);
    await sleep(50);
  }
}

async function knownNodes(node: ClusterNode): Promise<number> {
  const lines = String(await node.command(['CLUSTER', 'NODES'])).split('\n');
  return lines.filter((line) => line !== '' && !line.includes('handshake')).length;
}

async function isHealthy(node: ClusterNode): Promise<boolean> {
  return String(await node.command(['CLUSTER', 'INFO'])).includes('cluster_state:ok');
}

async function listedNodes(node: ClusterNode): Promise<number> {
  const rows = (await node.command(['CLUSTER', 'SLOTS'])) as readonly (readonly unknown[])[];
  // A row is first slot, last slot, then the nodes; a node is endpoint, port, id, metadata.
  const entries = rows.flatMap((row) => row.slice(2) as (readonly unknown[])[]);
  // a node whose name has not got here yet has a question mark in its place
  return new Set(entries.filter(([endpoint]) => endpoint !== '?').map(([, , id]) => id)).size;
}
