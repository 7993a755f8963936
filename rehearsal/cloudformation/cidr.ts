interface Block {
  readonly address: bigint;
  readonly prefix: number;
  /** Length of an address: 32 or 128. */
  readonly bits: number;
}

const LARGEST_COUNT = 256;

function ipv4(text: string): bigint {
  const octets = text.split('.').map(Number);
  if (octets.length !== 4 || octets.some((octet) => !Number.isInteger(octet) || octet < 0 || octet > 255)) throw new TypeError(`${text} is not an IPv4 address`);
  return octets.reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
}

const groups = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));

function ipv6(text: string): bigint {
  const halves = text.split('::');
  const [head = [], tail = []] = halves.map(groups);
  const missing = 8 - head.length - tail.length;
  const all = [...head, ...Array.from({ length: halves.length === 2 ? missing : 0 }, () => '0'), ...tail];
  if (halves.length > 2 || all.length !== 8 || all.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) throw new TypeError(`${text} is not an IPv6 address`);
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

function parse(cidr: string): Block {
  const [address = '', prefixText = ''] = cidr.split('/');
  const bits = address.includes(':') ? 128 : 32;
  const prefix = Number(prefixText);
  if (prefixText === '' || !Number.isInteger(prefix) || prefix < 0 || prefix > bits) throw new TypeError(`${cidr} is not a CIDR block`);
  const size = BigInt(bits - prefix);
  // host bits that are set do not belong to the block
  return { address: ((bits === 32 ? ipv4(address) : ipv6(address)) >> size) << size, prefix, bits };
}

const formatIpv4 = (address: bigint): string => [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join('.');

/** RFC 5952: lower case, the longest run of two or more zero groups as `::`. */
function formatIpv6(address: bigint): string {
  const parts = Array.from({ length: 8 }, (_, index) => ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const runs = [...parts.join(':').matchAll(/\b0(?::0)+\b/g)].map((match) => match[0]);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  if (longest === '') return parts.join(':');
  const text = parts.join(':');
  const start = text.search(new RegExp(`(?<![0-9a-f])${longest}(?![0-9a-f])`));
  return `${text.slice(0, start).replace(/:$/, '')}::${text.slice(start + longest.length).replace(/^:/, '')}`;
}

/**
 * `Fn::Cidr`: the first `count` blocks of `hostBits` bits within `cidr`
 * (8 gives /24 blocks for IPv4; 64 gives /64 blocks for IPv6).
 */
export function cidrBlocks(cidr: string, count: number, hostBits?: number): readonly string[] {
  const { address, prefix, bits } = parse(cidr);
  const needed = Math.ceil(Math.log2(count));
  const size = hostBits ?? bits - prefix - needed;
  if (!Number.isInteger(count) || count < 1 || count > LARGEST_COUNT) throw new TypeError(`Template error: Fn::Cidr can make 1 to ${LARGEST_COUNT} blocks, not ${count}`);
  if (!Number.isInteger(size) || size < 0 || bits - size < prefix + needed) {
    throw new TypeError(`Template error: Fn::Cidr: ${count} blocks with ${size} bits do not fit into ${cidr}`);
  }
  const format = bits === 32 ? formatIpv4 : formatIpv6;
  return Array.from({ length: count }, (_, index) => `${format(address + (BigInt(index) << BigInt(size)))}/${bits - size}`);
}
