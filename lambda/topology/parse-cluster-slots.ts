import { MalformedReply, type Parsed, parsing } from './parsed';
import { readEndpoint } from './read-endpoint';
import { optionalText, requireArray, requireFields, requireInteger, requireNodeId, textOf } from './reply-values';
import { SlotLedger } from './slot-ledger';
import { type Endpoint, isSameEndpoint, type TopologyView, type ViewNode } from './view';

/** Returns an equal node that is already held elsewhere, or `node` itself. */
export type ShareViewNode = (node: ViewNode) => ViewNode;

/** The nodes of one row, the primary first. Rows of other slots, and of other replies, may repeat them. */
export interface RowNodes {
  readonly nodes: readonly [ViewNode, ...ViewNode[]];
}

/**
 * Reads a reply of CLUSTER SLOTS, RESP2 or RESP3: rows of `[first slot, last slot, primary, replica...]`, a node being
 * `[endpoint, port, id]`, from engine version 7 with metadata as fourth element; further elements are ignored.
 *
 * With fragmented slots a node is listed up to 16,384 times. It must be at the same place each time: within one reply
 * of one node there are no two truths.
 *
 * @param share lets many views hold one copy of what they agree on
 */
export function parseClusterSlots(reply: unknown, share?: ShareViewNode): Parsed<TopologyView> {
  return parsing(() => {
    const reading = new SlotsReading(share);
    for (const row of requireArray(reply, 'the reply')) reading.read(row);
    return reading.view();
  });
}

/** A view that was read before, as the rows that made it. */
export interface KnownView {
  /** The rows with different nodes, each with its place in their order. */
  readonly places: ReadonlyMap<RowNodes, number>;
  readonly view: TopologyView;
}

/** A reply of CLUSTER SLOTS of which the rows come one by one. Throws at a row that is none, or contradicts another. */
export class SlotsReading {
  private readonly nodes = new Map<string, ViewNode>();
  /** Id of the primary of its shard, by node id. */
  private readonly primaries = new Map<string, string>();
  private readonly entered = new Set<RowNodes>();
  private readonly slots = new SlotLedger();
  private row = -1;
  /** Rows that came as in the view that is expected; nothing of them is noted as long as all do. */
  private followed = 0;

  /** @param expected most replies repeat the last one: as long as this one does, it costs next to nothing */
  public constructor(
    private readonly share: ShareViewNode = (node) => node,
    private expected?: KnownView,
  ) {}

  /** Takes a row as it was on the wire, and gives its nodes, by which `repeat` takes another row. */
  public read(written: unknown): RowNodes {
    this.row += 1;
    const [start, end, ...places] = requireArray(written, `row ${this.row}`);
    this.slots.assign(start, end, `row ${this.row}`);
    const nodes = places.map((place) => this.readNode(place));
    const [primary, ...replicas] = nodes;
    if (!primary) throw new MalformedReply(`row ${this.row} lists no node`);
    const twice = nodes.find(({ id }, index) => nodes.findIndex((other) => other.id === id) < index);
    if (twice) throw new MalformedReply(`${this.where(twice.id)} is listed twice in one row`);
    const row: RowNodes = { nodes: [primary, ...replicas] };
    this.leaveExpected();
    this.enter(row);
    return row;
  }

  /** Takes a row whose nodes have been read before, in this reply or in another one. */
  public repeat(start: number, end: number, row: RowNodes): void {
    this.row += 1;
    this.slots.assign(start, end, `row ${this.row}`);
    if (this.follow(row)) return;
    this.leaveExpected();
    if (!this.entered.has(row)) this.enter(row);
  }

  /** Whether the row comes as in the view that is expected: it was met already, or is the next one. */
  private follow(row: RowNodes): boolean {
    const place = this.expected?.places.get(row);
    if (place === undefined || place > this.followed) return false;
    if (place === this.followed) this.followed += 1;
    return true;
  }

  public view(): TopologyView {
    return this.known().view;
  }

  /** The view, as the rows that made it: the one that was expected, if this is the same. */
  public known(): KnownView {
    const { expected } = this;
    if (expected?.places.size === this.followed && expected.view.coveredSlots === this.slots.covered) return expected;
    this.leaveExpected();
    const places = new Map([...this.entered].map((row, place) => [row, place]));
    return { places, view: { nodes: this.nodes, coveredSlots: this.slots.covered } };
  }

  /** What was followed so far is noted after all. */
  private leaveExpected(): void {
    const rows = [...(this.expected?.places.keys() ?? [])].slice(0, this.followed);
    this.expected = undefined;
    this.followed = 0;
    for (const row of rows) this.enter(row);
  }

  private readNode(written: unknown): ViewNode {
    const node = requireArray(written, `row ${this.row}: a node`);
    const id = requireNodeId(node[2], `row ${this.row}: the third element of a node`);
    const where = this.where(id);
    const port = requireInteger(node[1], [0, 65_535], `${where}: port`);
    const metadataIp = node.length > 3 ? readMetadataIp(node[3], where) : undefined;
    const known = this.nodes.get(id);
    if (known?.port === port && isWrittenAs(known, node[0])) return known;
    const endpoint = readEndpoint(node[0], `${where}: endpoint`);
    return this.share({ id, endpoint: port === 0 ? NOWHERE : endpoint, port, ...(metadataIp !== undefined && { metadataIp }) });
  }

  private enter(row: RowNodes): void {
    const primary = row.nodes[0].id;
    for (const node of row.nodes) {
      const known = this.nodes.get(node.id);
      if (!known) {
        this.nodes.set(node.id, node);
        this.primaries.set(node.id, primary);
        continue;
      }
      if (this.primaries.get(node.id) !== primary) throw new MalformedReply(`${this.where(node.id)} is listed in two shards`);
      if (known !== node && (known.port !== node.port || !isSameEndpoint(known.endpoint, node.endpoint))) {
        throw new MalformedReply(`${this.where(node.id)} is listed at two places`);
      }
    }
    this.entered.add(row);
  }

  private where(id: string): string {
    return `row ${this.row}: node ${id.slice(0, 8)}`;
  }
}

/** A node whose address was taken by another one (`noaddr`) is listed for a while, with its name if it has one, and port 0. */
const NOWHERE: Endpoint = { kind: 'unknown', written: 'port-zero' };

/** Whether this is what the endpoint was read from. */
function isWrittenAs({ endpoint }: ViewNode, written: unknown): boolean {
  switch (endpoint.kind) {
    case 'address':
      return endpoint.address === textOf(written);
    case 'hostname':
      return endpoint.hostname === textOf(written);
    case 'unknown':
      return false;
  }
}

function readMetadataIp(metadata: unknown, where: string): string | undefined {
  const fields = requireFields(metadata, `${where}: metadata`);
  // a host name is checked and left aside: it never goes before an address
  optionalText(fields.get('hostname'), `${where}: metadata hostname`);
  return optionalText(fields.get('ip'), `${where}: metadata ip`);
}
