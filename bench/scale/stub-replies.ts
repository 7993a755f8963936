import { stubAddress, stubNodeId, type StubShape } from './stub-shape';

const TOTAL_SLOTS = 16_384;

export interface StubReplies {
  readonly slots: Buffer;
  myId(index: number): Buffer;
  /** The reply in parts, so that 500 of them do not take 500 times the memory. */
  nodes(index: number): readonly Buffer[];
}

/** Replies of a cluster that is in order, on IPv6, as bytes on the wire. */
export function stubReplies(shape: StubShape): StubReplies {
  const lines = Array.from({ length: shape.nodes }, (_, index) => nodeLine(shape, index));
  const total = lines.reduce((sum, line) => sum + line.length, 0);
  return {
    slots: Buffer.from(slotsReply(shape)),
    myId: (index) => Buffer.from(bulk(stubNodeId(index))),
    nodes: (index) => {
      const own = lines.map((line, at) => (at === index ? line.replace(' master', ' myself,master').replace(' slave', ' myself,slave') : line));
      const from = index % own.length;
      // each node lists them in an order of its own
      const text = [...own.slice(from), ...own.slice(0, from)].join('');
      return [Buffer.from(`$${total + 'myself,'.length}\r\n${text}\r\n`)];
    },
  };
}

function slotsReply(shape: StubShape): string {
  const shards = shape.nodes / shape.nodesPerShard;
  const suffixes = Array.from({ length: shards }, (_, shard) =>
    Array.from({ length: shape.nodesPerShard }, (_, place) => slotsNode(shard * shape.nodesPerShard + place)).join(''),
  );
  const rows = Array.from({ length: shape.rows }, (_, row) => {
    const [first, last] = rangeOf(shape, row);
    return `*${2 + shape.nodesPerShard}\r\n:${first}\r\n:${last}\r\n${suffixes[row % shards]}`;
  });
  return `*${shape.rows}\r\n${rows.join('')}`;
}

function slotsNode(index: number): string {
  return `*4\r\n${bulk(stubAddress(index))}:6379\r\n${bulk(stubNodeId(index))}*0\r\n`;
}

function nodeLine(shape: StubShape, index: number): string {
  const shards = shape.nodes / shape.nodesPerShard;
  const shard = Math.floor(index / shape.nodesPerShard);
  const isPrimary = index % shape.nodesPerShard === 0;
  const primary = isPrimary ? '-' : stubNodeId(shard * shape.nodesPerShard);
  const ranges = isPrimary ? Array.from({ length: Math.ceil((shape.rows - shard) / shards) }, (_, at) => rangeText(rangeOf(shape, shard + at * shards))) : [];
  const counters = `0 ${1_700_000_000_000 + index} ${shard + 1} connected`;
  return `${[stubNodeId(index), `${stubAddress(index)}:6379@16379`, isPrimary ? 'master' : 'slave', primary, counters, ...ranges].join(' ')}\n`;
}

function rangeOf({ rows }: StubShape, row: number): readonly [number, number] {
  return [Math.floor((row * TOTAL_SLOTS) / rows), Math.floor(((row + 1) * TOTAL_SLOTS) / rows) - 1];
}

function rangeText([first, last]: readonly [number, number]): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function bulk(text: string): string {
  return `$${text.length}\r\n${text}\r\n`;
}
