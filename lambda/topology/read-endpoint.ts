import { familyOf } from './ip-literal';
import { MalformedReply } from './parsed';
import { sketch, textOf } from './reply-values';
import { type Endpoint } from './view';

const HOSTNAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/i;
/** `1.2.3.256` or `10.0.1`: a resolver takes a name that ends in a number for a misspelt IPv4 address. */
const ENDS_IN_A_NUMBER = /(?:^|\.)\d+\.?$/;
const LONGEST_HOSTNAME = 255;

/** Reads the endpoint field of one node of CLUSTER SLOTS, CLUSTER SHARDS or CLUSTER NODES. */
export function readEndpoint(value: unknown, where: string): Endpoint {
  if (value === null) return { kind: 'unknown', written: 'null' };
  const text = textOf(value);
  if (text === '') return { kind: 'unknown', written: 'empty' };
  if (text === '?') return { kind: 'unknown', written: 'question-mark' };
  const family = text === undefined ? undefined : familyOf(text);
  if (text !== undefined && family) return { kind: 'address', address: text, family };
  if (text === undefined || !isHostname(text)) {
    throw new MalformedReply(`${where} is neither an address nor a host name but ${sketch(value)}`);
  }
  return { kind: 'hostname', hostname: text };
}

function isHostname(text: string): boolean {
  return text.length <= LONGEST_HOSTNAME && HOSTNAME.test(text) && !ENDS_IN_A_NUMBER.test(text);
}
