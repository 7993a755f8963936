import { MalformedReply } from './parsed';

const NODE_ID = /^[0-9a-f]{40}$/;
const UTF8 = new TextDecoder();

/** A string, or bytes that a client left undecoded; `undefined` for everything else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Uint8Array ? UTF8.decode(value) : undefined;
}

/** A cluster node id, 40 hexadecimal digits in lower case as every version writes them; `undefined` for everything else. */
export function nodeIdOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && NODE_ID.test(text) ? text : undefined;
}

/** As `nodeIdOf`, where nothing else is acceptable. */
export function requireNodeId(value: unknown, where: string): string {
  const id = nodeIdOf(value);
  if (id === undefined) throw new MalformedReply(`${where} is not a node id but ${sketch(value)}`);
  return id;
}

/** The elements of a RESP array. */
export function requireArray(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new MalformedReply(`${where} is not a list but ${sketch(value)}`);
  return value as readonly unknown[];
}

/** A whole number of an inclusive range. */
export function requireInteger(value: unknown, range: readonly [number, number], where: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= range[0] && value <= range[1]) return value;
  throw new MalformedReply(`${where} is not a number from ${range[0]} to ${range[1]} but ${sketch(value)}`);
}

/** Text, or `undefined` where the field is absent, null or empty: ElastiCache sends `hostname: ""` for "none". */
export function optionalText(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = textOf(value);
  if (text === undefined) throw new MalformedReply(`${where} is not text but ${sketch(value)}`);
  return text === '' ? undefined : text;
}

/** The fields of a RESP3 map (`Map` or plain object), or of its RESP2 form: a flat list `name, value, name, value`. */
export function requireFields(value: unknown, where: string): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [key, content] of pairsOf(value, where)) {
    const name = textOf(key);
    if (name === undefined || fields.has(name)) throw new MalformedReply(`${where} has the field name ${sketch(key)}`);
    fields.set(name, content);
  }
  return fields;
}

function pairsOf(value: unknown, where: string): Iterable<readonly [unknown, unknown]> {
  if (value instanceof Map) return value as ReadonlyMap<unknown, unknown>;
  if (Array.isArray(value)) return flatPairs(value, where);
  if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) return Object.entries(value);
  throw new MalformedReply(`${where} is not a map but ${sketch(value)}`);
}

function flatPairs(flat: readonly unknown[], where: string): readonly (readonly [unknown, unknown])[] {
  if (flat.length % 2 !== 0) throw new MalformedReply(`${where} has a name without a value`);
  const pairs: [unknown, unknown][] = [];
  for (let index = 0; index < flat.length; index += 2) pairs.push([flat[index], flat[index + 1]]);
  return pairs;
}

/** The start of a value, for a message: whoever reads it wants to recognise what came, not all of it. */
export function sketch(value: unknown): string {
  const text = textOf(value);
  if (text !== undefined) return JSON.stringify(text.length > SKETCH_LENGTH ? `${text.slice(0, SKETCH_LENGTH)}...` : text);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value instanceof Error) return `the error ${sketch(value.message)}`;
  if (typeof value === 'object' && value !== null) return 'a map';
  return String(value);
}

const SKETCH_LENGTH = 40;
