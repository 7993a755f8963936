import { MalformedReply } from './parsed';
import { requireInteger } from './reply-values';

/** Slots of a cluster, a constant of the protocol. */
export const TOTAL_SLOTS = 16_384;

/** Which slots a reply has assigned so far. A slot belongs to one primary: a reply that assigns it again contradicts itself. */
export class SlotLedger {
  private readonly taken = new Uint8Array(TOTAL_SLOTS);
  private count = 0;

  /** How many slots are assigned. */
  public get covered(): number {
    return this.count;
  }

  /** Assigns `start` to `end`, both included. Ends at the first slot seen before, so it never does more than 16,384 steps in all. */
  public assign(start: unknown, end: unknown, where: string): void {
    const first = requireInteger(start, [0, TOTAL_SLOTS - 1], `${where}: first slot`);
    const last = requireInteger(end, [first, TOTAL_SLOTS - 1], `${where}: last slot`);
    for (let slot = first; slot <= last; slot++) {
      if (this.taken[slot] === 1) throw new MalformedReply(`${where}: slot ${slot} is assigned twice`);
      this.taken[slot] = 1;
      this.count++;
    }
  }
}
