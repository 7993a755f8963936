import { TOTAL_SLOTS } from '../../topology/slot-ledger';

/** How a row of CLUSTER SLOTS begins: `*4\r\n:0\r\n:5460\r\n`. */
export interface RowStart {
  /** Elements of the row: its two slots, and the nodes. */
  readonly length: number;
  readonly first: number;
  readonly last: number;
  /** Where the first node begins. */
  readonly next: number;
}

const LIST = 0x2a;
const INTEGER = 0x3a;
const CR = 0x0d;
const LF = 0x0a;
const ZERO = 0x30;
const NINE = 0x39;
/** Nobody writes a longer number here. */
const MOST_DIGITS = 6;

/** Reads the start of a row from its bytes; nothing if it is not all there, or is none. */
export function readRowStart(bytes: Buffer, from: number, to: number): RowStart | undefined {
  const length = readNumber(bytes, from, to, LIST);
  if (!length) return undefined;
  const first = readNumber(bytes, length.next, to, INTEGER);
  if (!first || first.value >= TOTAL_SLOTS) return undefined;
  const last = readNumber(bytes, first.next, to, INTEGER);
  if (!last || last.value >= TOTAL_SLOTS) return undefined;
  return { length: length.value, first: first.value, last: last.value, next: last.next };
}

function readNumber(bytes: Buffer, from: number, to: number, type: number): { readonly value: number; readonly next: number } | undefined {
  if (bytes[from] !== type) return undefined;
  let value = 0;
  for (let at = from + 1; at + 1 < to && at <= from + 1 + MOST_DIGITS; at++) {
    const digit = Number(bytes[at]);
    if (digit === CR) return bytes[at + 1] === LF && at > from + 1 ? { value, next: at + 2 } : undefined;
    if (digit < ZERO || digit > NINE) return undefined;
    value = 10 * value + digit - ZERO;
  }
  return undefined;
}
