import { MalformedReply } from './parsed';
import { requireInteger } from './reply-values';

/** Slots of a cluster, a constant of the protocol. */
export const TOTAL_SLOTS = 16_384;

const BITS = 32;

/** Which slots a reply has assigned so far. A slot belongs to one primary: a reply that assigns it again contradicts itself. */
export class SlotLedger {
  /** One bit a slot: a reply has 16,384 of them, and a sweep has hundreds of replies. */
  private readonly taken = new Int32Array(TOTAL_SLOTS / BITS);
  private count = 0;

  /** How many slots are assigned. */
  public get covered(): number {
    return this.count;
  }

  /** Assigns `start` to `end`, both included. Ends at the first slot seen before, so it never does more than 16,384 steps in all. */
  public assign(start: unknown, end: unknown, where: string): void {
    const first = requireInteger(start, [0, TOTAL_SLOTS - 1], `${where}: first slot`);
    const last = requireInteger(end, [first, TOTAL_SLOTS - 1], `${where}: last slot`);
    for (let slot = first; slot <= last; ) {
      const bit = slot % BITS;
      const word = (slot - bit) / BITS;
      const length = Math.min(last - slot + 1, BITS - bit);
      const mask = (length === BITS ? -1 : (1 << length) - 1) << bit;
      const overlap = Number(this.taken[word]) & mask;
      if (overlap !== 0) throw new MalformedReply(`${where}: slot ${word * BITS + lowestBit(overlap)} is assigned twice`);
      this.taken[word] = Number(this.taken[word]) | mask;
      this.count += length;
      slot += length;
    }
  }
}

function lowestBit(bits: number): number {
  return BITS - 1 - Math.clz32(bits & -bits);
}
