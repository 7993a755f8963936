import { isIP, isIPv4, isIPv6 } from 'node:net';

import { UsageError } from '../problem';

const HOST_NAME = /^(?=.{1,253}\.?$)[a-z0-9_]([a-z0-9_-]{0,62})?(\.[a-z0-9_]([a-z0-9_-]{0,62})?)*\.?$/i;
const ALLOWED = 'give a host name or an IP address such as my-cache.example.com, 10.0.0.1 or 2001:db8::1';

/**
 * A host as the probe dials it: IPv6 literals without brackets, IPv4-mapped ones as the IPv4 address that they stand for
 * (packets to `::ffff:10.0.0.1` are IPv4 packets, whatever the text looks like).
 */
export function parseHost(text: string): string {
  const host = withoutBrackets(text.trim());
  if (isIP(host) !== 0) {
    return unmapped(host) ?? host;
  }
  if (host.includes('://')) {
    throw invalidHost(text, 'is a URL; give the host alone, and the port with --port');
  }
  const lastColon = host.lastIndexOf(':');
  if (lastColon > 0 && /^\d+$/.test(host.slice(lastColon + 1))) {
    const bare = withoutBrackets(host.slice(0, lastColon));
    throw invalidHost(text, `carries a port; use --host ${bare} --port ${host.slice(lastColon + 1)}`);
  }
  if (!HOST_NAME.test(host) || /^[\d.]+$/.test(host)) {
    throw invalidHost(text, `is neither a host name nor an IP address; ${ALLOWED}`);
  }
  return host;
}

function withoutBrackets(text: string): string {
  const inside = /^\[(.*)\]$/.exec(text)?.[1];
  return inside !== undefined && isIPv6(inside) ? inside : text;
}

/** The IPv4 address inside an IPv4-mapped IPv6 address, however it is written; `undefined` for any other address. */
function unmapped(address: string): string | undefined {
  if (!isIPv6(address) || address.includes('%')) {
    return undefined;
  }
  // the URL parser writes every IPv6 address in its one canonical form
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) {
    return undefined;
  }
  const words = [parseInt(high, 16), parseInt(low, 16)];
  const dotted = words.flatMap((word) => [word >> 8, word & 0xff]).join('.');
  return isIPv4(dotted) ? dotted : undefined;
}

function invalidHost(text: string, what: string): UsageError {
  // what stands before an @ may be a password
  const harmless = text.replace(/^(.*:\/\/)?.*@/, '$1...@');
  return new UsageError([{ code: 'InvalidHost', message: `host "${harmless}" ${what}` }]);
}
