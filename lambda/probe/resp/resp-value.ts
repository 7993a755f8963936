/** An error reply of the server: `LOADING ...`, `NOAUTH ...`. The connection is good after it. */
export class ErrorReply extends Error {
  public override readonly name = 'ErrorReply';
}

/**
 * What a reply says, RESP2 or RESP3. Strings of any kind are text; a set is a list; a map keeps the order of its fields.
 * An integer that a `number` does not hold exactly is a `bigint`.
 */
export type RespValue = string | number | bigint | boolean | null | ErrorReply | readonly RespValue[] | RespMap;

/** The fields of a map. */
export interface RespMap extends ReadonlyMap<RespValue, RespValue> {
  readonly size: number;
}
