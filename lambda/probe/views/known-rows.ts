import { type RowNodes } from '../../topology/parse-cluster-slots';
import { TOTAL_SLOTS } from '../../topology/slot-ledger';
import { readRowStart } from './row-start';

/** The nodes of a row as they were written, behind the row's two slots. */
export interface KnownRow {
  /** Elements of the row. */
  readonly length: number;
  readonly bytes: Buffer;
  readonly nodes: RowNodes;
}

/** So many bytes tell most rows apart: they reach into the id of the primary. */
const KEY_BYTES = 96;
/** Forms of rows that are held; one takes up to about a kilobyte. */
const MOST_ROWS = 4096;

/**
 * The rows of CLUSTER SLOTS that have been read, by what they are likely to be met again: the slot that they begin with, in the
 * reply of another node, or their first bytes, in another row of a cluster with fragmented slots.
 */
export class KnownRows {
  private readonly bySlot: (KnownRow | undefined)[] = Array<undefined>(TOTAL_SLOTS);
  private readonly byBytes = new Map<string, KnownRow>();

  /** The row that begins with this slot in most replies. */
  public atSlot(slot: number): KnownRow | undefined {
    return this.bySlot[slot];
  }

  /** A row that begins with these bytes behind its slots. */
  public withBytes(bytes: Buffer, from: number, to: number): KnownRow | undefined {
    return from + KEY_BYTES <= to ? this.byBytes.get(keyOf(bytes, from)) : undefined;
  }

  /** What is written from this slot on. */
  public met(slot: number, row: KnownRow): void {
    this.bySlot[slot] = row;
  }

  /** Remembers a row that has been read; its bytes are between `from` and `to`. */
  public learn(bytes: Buffer, from: number, to: number, nodes: RowNodes): void {
    const start = readRowStart(bytes, from, to);
    if (!start) return;
    const row = { length: start.length, bytes: Buffer.from(bytes.subarray(start.next, to)), nodes };
    this.met(start.first, row);
    if (this.byBytes.size >= MOST_ROWS) this.byBytes.clear();
    if (start.next + KEY_BYTES <= to) this.byBytes.set(keyOf(bytes, start.next), row);
  }
}

function keyOf(bytes: Buffer, from: number): string {
  return bytes.toString('latin1', from, from + KEY_BYTES);
}
