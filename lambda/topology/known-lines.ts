import { type ListedNode } from './membership';

/** A line of CLUSTER NODES: what it says of a node, and what only the line knows. */
export interface KnownLine {
  readonly node: ListedNode;
  /** Whether the node is the one that answers. */
  readonly isMyself: boolean;
  /** The line up to the blank behind the primary: what is behind it changes all the time. */
  readonly start: Uint8Array;
}

const BLANK = 0x20;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
/** Bytes of a node id that tell it apart; more than one node with the same only costs time. */
const KEY_LENGTH = 12;
const ID_LENGTH = 40;
/** `id place flags primary`. */
const FIELDS_OF_START = 4;
/** `ping-sent pong-received epoch`. */
const NUMBERS = 3;
/** Forms of one line, before and after a change and in between; more are forgotten. */
const MOST_FORMS = 8;
const LINK_STATES = ['connected', 'disconnected'].map((state) => new TextEncoder().encode(state));

/**
 * Recognises lines that have been read before, by their bytes: 500 replies of CLUSTER NODES repeat the same 500 lines,
 * but for some counters.
 */
export class KnownLines {
  private readonly forms = new Map<number, KnownLine[]>();

  public find(bytes: Buffer, from: number, to: number): KnownLine | undefined {
    if (to - from <= ID_LENGTH) return undefined;
    return this.forms.get(keyOf(bytes, from))?.find(({ start }) => startsWith(bytes, from, to, start));
  }

  /** Remembers a line that has been read. */
  public learn(bytes: Buffer, from: number, to: number, line: Omit<KnownLine, 'start'>): KnownLine {
    const known = { ...line, start: Uint8Array.prototype.slice.call(bytes, from, endOfStart(bytes, from, to)) };
    const key = keyOf(bytes, from);
    this.forms.set(key, [known, ...(this.forms.get(key) ?? [])].slice(0, MOST_FORMS));
    return known;
  }
}

function keyOf(bytes: Buffer, from: number): number {
  let key = 0;
  for (let at = from; at < from + KEY_LENGTH; at++) key = (Math.imul(key, 31) + Number(bytes[at])) | 0;
  return key;
}

function startsWith(bytes: Buffer, from: number, to: number, start: Uint8Array): boolean {
  return to - from >= start.length && bytes.compare(start, 0, start.length, from, from + start.length) === 0;
}

/** Behind the blank that ends the primary. */
function endOfStart(bytes: Buffer, from: number, to: number): number {
  let at = from;
  for (let field = 0; field < FIELDS_OF_START; field++) at = bytes.indexOf(BLANK, at) + 1;
  return Math.min(at, to);
}

/**
 * Reads what is behind the start of a line: `ping-sent pong-received epoch link-state` and counts the ranges of slots behind
 * that; -1 if that is not what is there.
 */
export function countRanges(bytes: Buffer, from: number, to: number): number {
  let at = from;
  for (let number = 0; number < NUMBERS; number++) {
    const start = bytes[at] === MINUS ? at + 1 : at;
    at = start;
    while (at < to && isDigit(Number(bytes[at]))) at++;
    if (at === start || bytes[at] !== BLANK) return -1;
    at++;
  }
  const state = LINK_STATES.find((each) => startsWith(bytes, at, to, each));
  if (!state || (at + state.length < to && bytes[at + state.length] !== BLANK)) return -1;
  let ranges = 0;
  for (let blank = at + state.length; blank < to; blank++) if (bytes[blank] === BLANK) ranges++;
  return ranges;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
