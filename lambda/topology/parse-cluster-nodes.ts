import { countRanges, type KnownLine, KnownLines } from './known-lines';
import { type ListedNode, type Membership, type NodeHealth } from './membership';
import { MalformedReply, type Parsed, parsing } from './parsed';
import { readEndpoint } from './read-endpoint';
import { requireInteger, sketch, textOf } from './reply-values';

/** Returns an equal node that is already held elsewhere, or `node` itself. */
export type ShareListedNode = (node: ListedNode) => ListedNode;

/**
 * Reads a reply of CLUSTER NODES, one line a node:
 * `id ip:port@cport[,hostname[,key=value...]] flags primary ping-sent pong-received epoch link-state slot...`
 *
 * The `ip` is written in every endpoint mode, also where CLUSTER SLOTS gives names. The slots are not read: with
 * fragmented slots they are nearly all of the reply, and CLUSTER SLOTS has them.
 *
 * @param share lets many replies hold one copy of what they agree on
 */
export function parseClusterNodes(reply: unknown, share?: ShareListedNode): Parsed<Membership> {
  return parsing(() => {
    const text = textOf(reply);
    if (text === undefined) throw new MalformedReply(`the reply is not text but ${sketch(reply)}`);
    const reading = new NodesReading(new KnownLines(), share);
    const bytes = Buffer.from(text);
    reading.read(bytes, 0, bytes.length);
    return reading.membership();
  });
}

const LF = 0x0a;
const CR = 0x0d;
const UTF8 = new TextDecoder();
/** A primary with 16,384 single slots has a line of 100 kB. */
const LONGEST_LINE = 256 * 1024;

/** Nodes that a reply listed, and a number for each. */
export interface KnownNodes {
  readonly nodes: Membership['nodes'];
  readonly places: ReadonlyMap<ListedNode, number>;
}

/** A reply of CLUSTER NODES of which the bytes come in pieces. Throws at a line that is none. */
export class NodesReading {
  private readonly nodes: ListedNode[] = [];
  private readonly myself: string[] = [];
  private line = -1;
  /** The beginning of a line of which the end has not come, in a buffer that has room for more. */
  private begun = Buffer.alloc(0);
  private begunLength = 0;
  private ranges = 0;

  public constructor(
    private readonly known: KnownLines,
    private readonly share: ShareListedNode = (node) => node,
  ) {}

  /** How many ranges of slots the lines name, so far. */
  public get slotRanges(): number {
    return this.ranges;
  }

  /** Takes the next bytes. They are only looked at during the call. */
  public read(bytes: Buffer, from: number, to: number): void {
    let start = from;
    for (let end = bytes.indexOf(LF, start); end !== -1 && end < to; end = bytes.indexOf(LF, start)) {
      this.take(bytes, start, end);
      start = end + 1;
    }
    if (start < to) this.keep(bytes, start, to);
  }

  /** @param known what others have listed, to be shared if this is the same */
  public membership(known: readonly KnownNodes[] = []): Membership {
    if (this.begunLength > 0) this.take(this.begun, 0, 0);
    const nodes = known.find(({ places }) => this.areAllIn(places))?.nodes ?? this.listed();
    const [myself, other] = this.myself;
    if (myself === undefined || other !== undefined) throw new MalformedReply(`${this.myself.length} lines are flagged "myself"`);
    return { nodes, myself };
  }

  /** Whether the lines are of the very same nodes, in whatever order, and of each of them once. */
  private areAllIn(places: KnownNodes['places']): boolean {
    if (places.size !== this.nodes.length) return false;
    const met = new Uint8Array(places.size);
    for (const node of this.nodes) {
      const place = places.get(node);
      if (place === undefined || met[place] === 1) return false;
      met[place] = 1;
    }
    return true;
  }

  private listed(): Membership['nodes'] {
    const listed = new Map<string, ListedNode>();
    for (const node of this.nodes) {
      if (listed.has(node.id)) throw new MalformedReply(`node ${node.id.slice(0, 8)} is listed twice`);
      listed.set(node.id, node);
    }
    return listed;
  }

  private take(bytes: Buffer, from: number, to: number): void {
    if (this.begunLength === 0) {
      this.readLine(bytes, from, to);
      return;
    }
    this.keep(bytes, from, to);
    const length = this.begunLength;
    this.begunLength = 0;
    this.readLine(this.begun, 0, length);
  }

  private keep(bytes: Buffer, from: number, to: number): void {
    const length = this.begunLength + to - from;
    if (length > LONGEST_LINE) throw new MalformedReply(`line ${this.line + 1} has more than ${LONGEST_LINE} bytes`);
    if (length > this.begun.length) {
      const larger = Buffer.alloc(2 * length);
      larger.set(this.begun.subarray(0, this.begunLength));
      this.begun = larger;
    }
    this.begun.set(bytes.subarray(from, to), this.begunLength);
    this.begunLength = length;
  }

  private readLine(bytes: Buffer, from: number, end: number): void {
    this.line += 1;
    const to = bytes[end - 1] === CR && end > from ? end - 1 : end;
    if (from === to) return;
    let line = this.known.find(bytes, from, to);
    let ranges = line ? countRanges(bytes, from + line.start.length, to) : -1;
    if (!line || ranges < 0) {
      line = this.learn(bytes, from, to);
      ranges = countRanges(bytes, from + line.start.length, to);
    }
    this.nodes.push(line.node);
    if (line.isMyself) this.myself.push(line.node.id);
    this.ranges += ranges;
  }

  private learn(bytes: Buffer, from: number, to: number): KnownLine {
    const line = UTF8.decode(bytes.subarray(from, to));
    const { isMyself, ...node } = readNode(line, `line ${this.line}`);
    return this.known.learn(bytes, from, to, { node: this.share(node), isMyself });
  }
}

/**
 * `id ip:port@cport[,hostname[,key=value...]] flags primary ping-sent pong-received epoch link-state`, then the slots.
 * An IPv6 address has no brackets here: only the LAST colon is before the port.
 */
const LINE =
  /^([0-9a-f]{40}) ([^, ]*):(\d+)@\d+(?:,([^, ]*)[^ ]*)? ([a-z?-]+(?:,[a-z?-]+)*) (?:-|[0-9a-f]{40}) -?\d+ -?\d+ -?\d+ (?:dis)?connected(?= |$)/;

/** The first match counts: a node that joins may carry other flags beside. */
const HEALTH_BY_FLAG: readonly (readonly [string, NodeHealth])[] = [
  ['handshake', 'joining'],
  ['noaddr', 'no-address'],
  ['fail', 'failed'],
  ['fail?', 'suspected'],
];

/** What servers write, and what they may write one day. Other flags may come; a node without a role is none to count on. */
const ROLES: ReadonlySet<string> = new Set(['master', 'slave', 'primary', 'replica']);

function readNode(line: string, where: string): ListedNode & { readonly isMyself: boolean } {
  const [, id, address, port, hostname, flags] = LINE.exec(line) ?? [];
  if (id === undefined || flags === undefined) throw new MalformedReply(`${where} is not that of a node: ${sketch(line)}`);
  return {
    id,
    endpoint: readEndpoint(address, `${where}: ip`),
    // 0 where the address is not known
    port: requireInteger(Number(port), [0, 65_535], `${where}: port`),
    ...(hostname && { hostname }),
    ...readFlags(flags),
  };
}

function readFlags(written: string): Pick<ListedNode, 'flags' | 'health'> & { readonly isMyself: boolean } {
  const all = written.split(',');
  const flags = all.filter((flag) => flag !== 'myself');
  const [, health] = HEALTH_BY_FLAG.find(([flag]) => flags.includes(flag)) ?? ['', flags.some((flag) => ROLES.has(flag)) ? ('online' as const) : ('no-role' as const)];
  return { flags, health, isMyself: flags.length < all.length };
}
