import { type AddressFamily } from './address-family';

/** An IP address that was written out, not a name. */
export interface IpLiteral {
  /**
   * The family that a node must serve for a connection to this address to succeed. Usually the family it is written
   * in; some IPv6 notations only wrap an IPv4 address, and the node behind them is reached over IPv4: `::ffff:1.2.3.4`
   * (IPv4-mapped), `::ffff:0:1.2.3.4` (IPv4-translated), `64:ff9b::1.2.3.4` and everything in `64:ff9b:1::/48` (NAT64, what
   * a DNS64 resolver invents; RFC 6052 and RFC 8215).
   */
  readonly family: AddressFamily;
  /** `0.0.0.0` or `::`: "no address", nobody can be reached there. */
  readonly unspecified: boolean;
}

/**
 * Reads an IP literal as strictly as `inet_pton`: no leading zeros in IPv4, no brackets. An address with a zone
 * (`fe80::1%eth0`) is none: the zone has a meaning only on the machine that wrote it.
 */
export function readIpLiteral(text: string): IpLiteral | undefined {
  const known = alreadyRead.get(text);
  if (known) return known;
  const literal = read(text);
  if (!literal) return undefined;
  if (alreadyRead.size === MOST_REMEMBERED) alreadyRead.clear();
  alreadyRead.set(text, literal);
  return literal;
}

/** 500 views of 500 nodes repeat the same addresses 250,000 times. */
const alreadyRead = new Map<string, IpLiteral>();
const MOST_REMEMBERED = 4096;

function read(text: string): IpLiteral | undefined {
  const octets = readOctets(text);
  if (octets) return { family: 'ipv4', unspecified: octets.every((octet) => octet === 0) };
  const groups = readGroups(text);
  if (!groups) return undefined;
  const wrapper = WRAPPING_PREFIXES.find((prefix) => prefix.every((group, index) => groups[index] === group));
  const meaning = wrapper ? groups.slice(wrapper.length) : groups;
  return { family: wrapper ? 'ipv4' : 'ipv6', unspecified: meaning.every((group) => group === 0) };
}

/** The family of a written-out address, `undefined` for everything else. */
export function familyOf(text: string): AddressFamily | undefined {
  return readIpLiteral(text)?.family;
}

/** As groups of 16 bits: 96 bits, or 48. */
const WRAPPING_PREFIXES: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 0, 0xffff],
  [0, 0, 0, 0, 0xffff, 0],
  [0x64, 0xff9b, 0, 0, 0, 0],
  [0x64, 0xff9b, 1],
];

type Octets = readonly [number, number, number, number];

const DECIMAL_OCTET = /^(?:0|[1-9]\d{0,2})$/;
const HEX_GROUP = /^[0-9a-f]{1,4}$/i;
const GROUPS = 8;

function readOctets(text: string): Octets | undefined {
  const parts = text.split('.');
  const octets = parts.map(Number);
  const valid = parts.length === 4 && parts.every((part) => DECIMAL_OCTET.test(part)) && octets.every((octet) => octet <= 255);
  return valid ? (octets as readonly number[] as Octets) : undefined;
}

function readGroups(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  // the last two groups may be written as IPv4, but only at the very end
  const [left, right] = halves.map((half, index) => readHalf(half, index === halves.length - 1));
  if (!left || halves.length > 2) return undefined;
  if (halves.length === 1) return left.length === GROUPS ? left : undefined;
  // `::` stands for at least one group
  if (!right || left.length + right.length >= GROUPS) return undefined;
  return [...left, ...Array<number>(GROUPS - left.length - right.length).fill(0), ...right];
}

function readHalf(half: string, endsTheAddress: boolean): readonly number[] | undefined {
  if (half === '') return [];
  const parts = half.split(':');
  const octets = endsTheAddress ? readOctets(half.slice(half.lastIndexOf(':') + 1)) : undefined;
  const written = octets ? parts.slice(0, -1) : parts;
  if (!written.every((part) => HEX_GROUP.test(part))) return undefined;
  return [...written.map((part) => parseInt(part, 16)), ...(octets ? joinOctets(octets) : [])];
}

function joinOctets([first, second, third, fourth]: Octets): readonly number[] {
  return [first * 256 + second, third * 256 + fourth];
}
