import { MalformedReply, type Parsed, parsing } from './parsed';
import { readEndpoint } from './read-endpoint';
import { optionalText, requireArray, requireFields, requireInteger, requireNodeId, textOf } from './reply-values';
import { SlotLedger } from './slot-ledger';
import { type TopologyView, type ViewNode } from './view';

/** Returns an equal node that is already held elsewhere, or `node` itself. */
export type ShareViewNode = (node: ViewNode) => ViewNode;

/**
 * Reads a reply of CLUSTER SLOTS, RESP2 or RESP3: rows of `[first slot, last slot, primary, replica...]`, a node being
 * `[endpoint, port, id]`, from engine version 7 with metadata as fourth element; further elements are ignored.
 *
 * With fragmented slots a node is listed up to 16,384 times. It must be at the same place each time: within one reply
 * of one node there are no two truths.
 *
 * @param share lets many views hold one copy of what they agree on
 */
export function parseClusterSlots(reply: unknown, share: ShareViewNode = (node) => node): Parsed<TopologyView> {
  return parsing(() => {
    const reader = new RowReader(share);
    requireArray(reply, 'the reply').forEach((row, index) => {
      reader.read(requireArray(row, `row ${index}`), index);
    });
    return reader.view();
  });
}

/** A node as it was listed first. */
interface Listed {
  readonly endpoint: string | null;
  readonly port: number;
  /** Id of the primary of its shard: its own, if it is the primary. */
  readonly primary: string;
  /** The row that listed it last. */
  row: number;
}

class RowReader {
  private readonly nodes = new Map<string, ViewNode>();
  private readonly listed = new Map<string, Listed>();
  private readonly slots = new SlotLedger();

  public constructor(private readonly share: ShareViewNode) {}

  public read([start, end, ...nodes]: readonly unknown[], row: number): void {
    this.slots.assign(start, end, `row ${row}`);
    if (nodes.length === 0) throw new MalformedReply(`row ${row} lists no node`);
    let primary: string | undefined;
    for (const written of nodes) {
      const node = requireArray(written, `row ${row}: a node`);
      const id = requireNodeId(node[2], `row ${row}: the third element of a node`);
      primary ??= id;
      this.list(id, node, primary, row);
    }
  }

  public view(): TopologyView {
    return { nodes: this.nodes, coveredSlots: this.slots.covered };
  }

  private list(id: string, node: readonly unknown[], primary: string, row: number): void {
    const where = `row ${row}: node ${id.slice(0, 8)}`;
    const port = requireInteger(node[1], [1, 65_535], `${where}: port`);
    const metadataIp = node.length > 3 ? readMetadataIp(node[3], where) : undefined;
    const known = this.listed.get(id);
    if (!known) {
      const endpoint = readEndpoint(node[0], `${where}: endpoint`);
      this.listed.set(id, { endpoint: textOf(node[0]) ?? null, port, primary, row });
      const kept = this.share({ id, endpoint, port, ...(metadataIp !== undefined && { metadataIp }) });
      this.nodes.set(kept.id, kept);
      return;
    }
    if (known.row === row) throw new MalformedReply(`${where} is listed twice in one row`);
    known.row = row;
    if (known.primary !== primary) throw new MalformedReply(`${where} is listed in two shards`);
    if (known.port !== port || !isSameText(known.endpoint, node[0])) {
      throw new MalformedReply(`${where} is listed at two places`);
    }
  }
}

function isSameText(known: string | null, written: unknown): boolean {
  return known === null ? written === null : known === textOf(written);
}

function readMetadataIp(metadata: unknown, where: string): string | undefined {
  const fields = requireFields(metadata, `${where}: metadata`);
  // a host name is checked and left aside: it never goes before an address
  optionalText(fields.get('hostname'), `${where}: metadata hostname`);
  return optionalText(fields.get('ip'), `${where}: metadata ip`);
}
