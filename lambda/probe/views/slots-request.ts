import { type EarlyReader, ReadSlots } from '../../topology/early-reader';
import { type SlotsReading } from '../../topology/parse-cluster-slots';
import { type Parsed, parsing } from '../../topology/parsed';
import { type ItemSink, type ReplyConsumer, type ReplyLimits, TAKEN } from '../resp/reply-consumer';
import { type Request } from '../resp/resp-connection';
import { type RespValue } from '../resp/resp-value';
import { type KnownRow, type KnownRows } from './known-rows';
import { readRowStart, type RowStart } from './row-start';

/** 16,384 rows of six nodes with long names take 20 MB. What is kept at a time is one row. */
const LIMITS: ReplyLimits = { bytes: 64 * 1024 * 1024, held: 64 * 1024, elements: 4 * 1024 * 1024, depth: 8 };

/** CLUSTER SLOTS, read row by row as it comes in. */
export function slotsRequest(reader: EarlyReader, rows: KnownRows): Request<ReadSlots> {
  return { words: ['CLUSTER', 'SLOTS'], consumer: new SlotsConsumer(reader, rows) };
}

/** Takes one reply. Rows that have been met before are recognised by their bytes, the others are read. */
class SlotsConsumer implements ReplyConsumer<ReadSlots>, ItemSink {
  public readonly limits = LIMITS;
  public readonly items = this;
  private readonly reading: SlotsReading;
  private failure: Extract<Parsed<never>, { ok: false }> | undefined;

  public constructor(
    private readonly reader: EarlyReader,
    private readonly rows: KnownRows,
  ) {
    this.reading = reader.beginSlots();
  }

  public skim(bytes: Buffer, from: number, to: number): number {
    const start = readRowStart(bytes, from, to);
    if (!start) return 0;
    const expected = this.rows.atSlot(start.first);
    const fit = fits(expected, start, bytes, to);
    if (fit < 0) return fit;
    if (expected && fit > 0) return this.take(expected, start) - from;
    const other = this.rows.withBytes(bytes, start.next, to);
    if (!other || fits(other, start, bytes, to) <= 0) return 0;
    this.rows.met(start.first, other);
    return this.take(other, start) - from;
  }

  public item(value: RespValue, bytes: Buffer, from: number, to: number): void {
    this.attempt(() => {
      this.rows.learn(bytes, from, to, this.reading.read(value));
    });
  }

  public end(value: RespValue | typeof TAKEN): ReadSlots {
    if (value !== TAKEN) return this.reader.slots(value);
    return this.failure ? new ReadSlots(this.failure) : this.reader.endSlots(this.reading);
  }

  /** Gives where the row ends. */
  private take(row: KnownRow, { first, last, next }: RowStart): number {
    this.attempt(() => {
      this.reading.repeat(first, last, row.nodes);
    });
    return next + row.bytes.length;
  }

  /** What is wrong with the first row that is none says it all. */
  private attempt(work: () => void): void {
    if (this.failure) return;
    const done = parsing(work);
    if (!done.ok) this.failure = done;
  }
}

/** 1 if the row is there, -1 if it begins as the row does and is not all there, 0 if it is another one. */
function fits(row: KnownRow | undefined, start: RowStart, bytes: Buffer, to: number): -1 | 0 | 1 {
  if (row?.length !== start.length) return 0;
  const from = start.next;
  const length = Math.min(row.bytes.length, to - from);
  if (bytes.compare(row.bytes, 0, length, from, from + length) !== 0) return 0;
  return length === row.bytes.length ? 1 : -1;
}
