import { ErrorReply, type RespValue } from '../../../../lambda/probe/resp/resp-value';

/** A reply as a server writes it, for tests: RESP2 knows neither maps nor booleans and writes them as lists and numbers. */
export function encodeReply(value: RespValue, protocol: 2 | 3 = 2): string {
  if (value === null) return protocol === 3 ? '_\r\n' : '$-1\r\n';
  if (typeof value === 'string') return `$${Buffer.byteLength(value)}\r\n${value}\r\n`;
  if (typeof value === 'boolean') return protocol === 3 ? `#${value ? 't' : 'f'}\r\n` : `:${value ? 1 : 0}\r\n`;
  if (typeof value === 'bigint') return protocol === 3 ? `(${value}\r\n` : `:${value}\r\n`;
  if (typeof value === 'number') return Number.isInteger(value) ? `:${value}\r\n` : `,${doubleText(value)}\r\n`;
  if (value instanceof ErrorReply) return `-${value.message}\r\n`;
  if (value instanceof Map) {
    const fields = [...(value as ReadonlyMap<RespValue, RespValue>)].flatMap(([name, content]) => [name, content]);
    const head = protocol === 3 ? `%${value.size}` : `*${2 * value.size}`;
    return `${head}\r\n${fields.map((each) => encodeReply(each, protocol)).join('')}`;
  }
  const list = value as readonly RespValue[];
  return `*${list.length}\r\n${list.map((each) => encodeReply(each, protocol)).join('')}`;
}

function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  return Number.isFinite(value) ? String(value) : value > 0 ? 'inf' : '-inf';
}
