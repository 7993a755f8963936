import { BUS_OFFSET } from '../free-ports';
import { LOOPBACK } from '../loopback';
import { type SlotRange, SLOTS } from '../slot-ranges';
import { type EmbeddedIdentity, type NodeView } from './node-view';
import { Pairs, type Reply } from './reply';

/** Is this replica still copying its primary's data? Real nodes leave such a replica out of CLUSTER SLOTS. */
export type IsSyncing = (node: EmbeddedIdentity) => boolean;

/** CLUSTER SLOTS: rows of first slot, last slot, primary, replicas; failed and syncing replicas are left out. */
export function clusterSlots(view: NodeView, isSyncing: IsSyncing): Reply {
  const entry = (node: EmbeddedIdentity): Reply => [endpointOf(view, node), node.port, node.id, metadataOf(view, node)];
  return view.primaries().flatMap((primary) => {
    const replicas = view.replicasOf(primary.shard).filter((node) => !view.of(node.id).failed && !isSyncing(node));
    return primary.slots.map(({ first, last }): Reply => [first, last, entry(primary), ...replicas.map(entry)]);
  });
}

/** CLUSTER NODES: one line a node, failed ones included. */
export function clusterNodes(view: NodeView): string {
  return view.all.map((node) => `${nodeLine(view, node)}\n`).join('');
}

/** CLUSTER SHARDS: every shard with its slots and nodes, failed ones included. */
export function clusterShards(view: NodeView, isSyncing: IsSyncing): Reply {
  return view.primaries().map((primary) => {
    const nodes = [primary, ...view.replicasOf(primary.shard)].map((node) => shardNode(view, node, isSyncing));
    return new Pairs([
      ['slots', primary.slots.flatMap(({ first, last }) => [first, last])],
      ['nodes', nodes],
    ]);
  });
}

/** CLUSTER INFO, its first lines. */
export function clusterInfo(view: NodeView): string {
  const failed = view.primaries().filter((node) => view.of(node.id).failed).length;
  const covered = SLOTS - view.primaries().reduce((sum, node) => sum + (view.of(node.id).failed ? countOf(node.slots) : 0), 0);
  const lines = [
    `cluster_state:${failed === 0 ? 'ok' : 'fail'}`,
    `cluster_slots_assigned:${SLOTS}`,
    `cluster_slots_ok:${covered}`,
    `cluster_slots_fail:${SLOTS - covered}`,
    `cluster_known_nodes:${view.all.length}`,
    `cluster_size:${view.primaries().length}`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

function addressOf(view: NodeView, node: EmbeddedIdentity): string {
  return LOOPBACK[view.of(node.id).family];
}

/** Nodes with TLS give their names, and the address beside it. */
function endpointOf(view: NodeView, node: EmbeddedIdentity): string {
  return node.hostname ?? addressOf(view, node);
}

function metadataOf(view: NodeView, node: EmbeddedIdentity): Pairs {
  return new Pairs(node.hostname === undefined ? [] : [['ip', addressOf(view, node)]]);
}

function countOf(ranges: readonly SlotRange[]): number {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

function nodeLine(view: NodeView, node: EmbeddedIdentity): string {
  const { failed } = view.of(node.id);
  const primary = view.primaries()[node.shard];
  const flags = [...(node.id === view.self.id ? ['myself'] : []), node.role === 'primary' ? 'master' : 'slave', ...(failed ? ['fail'] : [])];
  return [
    node.id,
    `${addressOf(view, node)}:${node.port}@${node.port + BUS_OFFSET}${node.hostname === undefined ? '' : `,${node.hostname}`}`,
    flags.join(','),
    node.role === 'primary' ? '-' : (primary?.id ?? '-'),
    ...['0', '0', String(node.shard + 1)],
    failed ? 'disconnected' : 'connected',
    ...(node.role === 'primary' ? node.slots.map(({ first, last }) => `${first}-${last}`) : []),
  ].join(' ');
}

function shardNode(view: NodeView, node: EmbeddedIdentity, isSyncing: IsSyncing): Pairs {
  const address = addressOf(view, node);
  const syncing = isSyncing(node);
  const health = view.of(node.id).failed ? 'fail' : syncing ? 'loading' : 'online';
  return new Pairs([
    ['id', node.id],
    [node.hostname === undefined ? 'port' : 'tls-port', node.port],
    ['ip', address],
    ['endpoint', endpointOf(view, node)],
    ...(node.hostname === undefined ? [] : [['hostname', node.hostname] as const]),
    ['role', node.role === 'primary' ? 'master' : 'replica'],
    ['replication-offset', syncing ? 0 : 14],
    ['health', health],
  ]);
}
