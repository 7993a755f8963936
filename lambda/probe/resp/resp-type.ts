/** First bytes of the kinds of values, RESP2 and RESP3. The streamed kinds of RESP3 are not here: no server uses them. */
export const RespType = {
  SIMPLE_STRING: 0x2b, // +
  SIMPLE_ERROR: 0x2d, // -
  INTEGER: 0x3a, // :
  BULK: 0x24, // $
  LIST: 0x2a, // *
  NULL: 0x5f, // _
  BOOLEAN: 0x23, // #
  DOUBLE: 0x2c, // ,
  BIG_NUMBER: 0x28, // (
  BULK_ERROR: 0x21, // !
  VERBATIM: 0x3d, // =
  MAP: 0x25, // %
  SET: 0x7e, // ~
  ATTRIBUTE: 0x7c, // |
  PUSH: 0x3e, // >
} as const;

const KNOWN: ReadonlySet<number> = new Set(Object.values(RespType));

export function isRespType(byte: number): boolean {
  return KNOWN.has(byte);
}

/** What is no reply and no part of one. */
export function isAside(type: number): boolean {
  return type === RespType.PUSH || type === RespType.ATTRIBUTE;
}
