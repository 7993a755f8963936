/** `+OK` and its kind. */
export class Status {
  public constructor(public readonly text: string) {}
}

/** An error reply; the text begins with its kind, such as `ERR`. */
export class ErrorReply extends Error {}

/** Pairs: a map in RESP3, a flat array in RESP2. */
export class Pairs {
  public constructor(public readonly entries: readonly (readonly [Reply, Reply])[]) {}
}

/** What a command answers: strings become bulk strings. */
export type Reply = string | number | null | Status | ErrorReply | Pairs | readonly Reply[];

/** The version of the protocol that a connection speaks. */
export type ProtocolVersion = 2 | 3;

/** Writes a reply as the protocol wants it. */
export function encode(reply: Reply, version: ProtocolVersion): string {
  if (reply === null) return version === 2 ? '$-1\r\n' : '_\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  if (reply instanceof ErrorReply) return `-${reply.message}\r\n`;
  if (reply instanceof Pairs) return encodePairs(reply, version);
  return `*${reply.length}\r\n${reply.map((item) => encode(item, version)).join('')}`;
}

function encodePairs({ entries }: Pairs, version: ProtocolVersion): string {
  const head = version === 2 ? `*${2 * entries.length}` : `%${entries.length}`;
  return `${head}\r\n${entries.flat().map((item) => encode(item, version)).join('')}`;
}
