import { type RespValue } from './resp-value';

/** How much of one reply is read before the connection is given up. */
export interface ReplyLimits {
  /** Of the whole reply as it is on the wire. */
  readonly bytes: number;
  /** Bytes on the wire of what is kept at a time: the whole reply, or one element where a sink takes the elements. */
  readonly held: number;
  /** Values of every kind, those inside others included. */
  readonly elements: number;
  /** Lists and maps inside each other. */
  readonly depth: number;
}

/** Stands for a reply that went to a sink piece by piece. */
export const TAKEN = Symbol('the reply was taken piece by piece');

/** Takes the elements of a reply that is a list, one by one, so that nobody holds the list. */
export interface ItemSink {
  /**
   * Looks at the bytes of the next element before anybody reads them. Gives how many of them it has recognised as one
   * whole element and taken; 0 to have the element read; -1 if all bytes that are there are right and some are missing.
   */
  skim(bytes: Buffer, from: number, to: number): number;
  /** The next element, and its bytes between `from` and `to`; a very long one comes without them (`from` is `to`). */
  item(value: RespValue, bytes: Buffer, from: number, to: number): void;
}

/** Takes a reply that is one bulk string as its bytes come in. */
export interface TextSink {
  /** The bytes are only there during the call. */
  take(bytes: Buffer, from: number, to: number): void;
}

/** What becomes of one reply. */
export interface ReplyConsumer<Result> {
  readonly limits: ReplyLimits;
  /** Present: a list goes there. */
  readonly items?: ItemSink;
  /** Present: a bulk string goes there. */
  readonly text?: TextSink;
  /** The reply is complete; `TAKEN` if a sink has it. Never called for an error reply. */
  end(value: RespValue | typeof TAKEN): Result;
}

/** Enough for every reply but those that grow with the number of slots. */
const WHOLE_REPLY: ReplyLimits = { bytes: 4 * 1024 * 1024, held: 4 * 1024 * 1024, elements: 256 * 1024, depth: 16 };

/** Keeps the reply as it is. */
export const wholeReply: ReplyConsumer<RespValue> = {
  limits: WHOLE_REPLY,
  end: (value) => (value === TAKEN ? null : value),
};
