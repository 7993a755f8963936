import { type Random } from './random';

export interface SceneNode {
  readonly id: string;
  readonly address: string;
  readonly shard: number;
  readonly isPrimary: boolean;
}

/** What one member answers, as bytes on the wire. */
export interface Answers {
  myId: Buffer;
  slots: Buffer;
  nodes: Buffer;
}

export type Family = 'ipv4' | 'ipv6';

const TOTAL_SLOTS = 16_384;

/** A small cluster that is in order, on one family. */
export function newCluster(random: Random, family: Family): SceneNode[] {
  const shards = 1 + random.below(3);
  const perShard = 1 + random.below(3);
  return Array.from({ length: shards * perShard }, (_, index) => ({
    id: Array.from({ length: 40 }, () => random.below(16).toString(16)).join(''),
    address: family === 'ipv6' ? `fd00:77::${(index + 16).toString(16)}` : `10.77.0.${index + 16}`,
    shard: Math.floor(index / perShard),
    isPrimary: index % perShard === 0,
  }));
}

/** What each member answers when all is in order; slots in `pieces` rows for each shard. */
export function answersOf(nodes: readonly SceneNode[], self: SceneNode, pieces: number, random: Random): Answers {
  return { myId: Buffer.from(bulk(self.id)), slots: Buffer.from(slotsOf(nodes, pieces)), nodes: Buffer.from(bulk(nodesOf(nodes, self, pieces, random))) };
}

function slotsOf(nodes: readonly SceneNode[], pieces: number): string {
  const shards = Math.max(...nodes.map(({ shard }) => shard)) + 1;
  const rows = Array.from({ length: shards * pieces }, (_, row) => {
    const ofShard = nodes.filter(({ shard }) => shard === row % shards);
    const [first, last] = rangeOf(row, shards * pieces);
    return `*${2 + ofShard.length}\r\n:${first}\r\n:${last}\r\n${ofShard.map(({ address, id }) => `*4\r\n${bulk(address)}:6379\r\n${bulk(id)}*0\r\n`).join('')}`;
  });
  return `*${rows.length}\r\n${rows.join('')}`;
}

function nodesOf(nodes: readonly SceneNode[], self: SceneNode, pieces: number, random: Random): string {
  const shards = Math.max(...nodes.map(({ shard }) => shard)) + 1;
  return nodes
    .map(({ id, address, shard, isPrimary }) => {
      const primary = nodes.find((node) => node.shard === shard && node.isPrimary);
      const flags = `${id === self.id ? 'myself,' : ''}${isPrimary ? 'master' : 'slave'}`;
      const ranges = isPrimary ? Array.from({ length: pieces }, (_, piece) => rangeOf(piece * shards + shard, shards * pieces).join('-')) : [];
      return [id, `${address}:6379@16379`, flags, isPrimary ? '-' : (primary?.id ?? '-'), '0', 1_700_000_000_000 + random.below(1e9), shard + 1, 'connected', ...ranges].join(' ') + '\n';
    })
    .join('');
}

function rangeOf(row: number, rows: number): [number, number] {
  return [Math.floor((row * TOTAL_SLOTS) / rows), Math.floor(((row + 1) * TOTAL_SLOTS) / rows) - 1];
}

function bulk(text: string): string {
  return `$${text.length}\r\n${text}\r\n`;
}
