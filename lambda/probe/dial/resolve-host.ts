import { lookup as lookupAsPrograms } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type AddressFamily } from '../../topology/address-family';
import { familyOf } from '../../topology/ip-literal';
import { DialError, givenUp } from './dial-error';
import { inTime } from './in-time';

/** All addresses that a name has in one family; rejects if there is none. */
export type Lookup = (host: string, family: AddressFamily) => Promise<readonly string[]>;

/** The resolver of a VPC answers in milliseconds; a system that gets no answer asks again after 5 s. */
const RESOLVE_MILLIS = 3000;
/** What the other family has only explains a failure. */
const EXPLAIN_MILLIS = 500;

/**
 * As programs resolve names (getaddrinfo), so that what is proven is what clients see. It asks for the one record only, and
 * reads the hosts file, as they do.
 */
export const systemLookup: Lookup = async (host, family) => {
  const found = await lookupAsPrograms(host, { family: family === 'ipv6' ? 6 : 4, all: true });
  return found.map(({ address }) => address);
};

export interface ResolveOptions {
  readonly family: AddressFamily;
  readonly lookup: Lookup;
  readonly signal: AbortSignal;
  readonly millis?: number;
}

/**
 * The addresses that a node has of its own in the family. One that DNS64 made up from an IPv4 address is none: it proves a
 * translator. An IP literal is taken as it is, of whatever family: the judge sees it.
 */
export async function resolveHost(host: string, options: ResolveOptions): Promise<readonly [string, ...string[]]> {
  if (isIP(host) !== 0) return [host];
  const { family } = options;
  const found = await lookUp(host, options);
  const [first, ...others] = found.filter((address) => familyOf(address) === family);
  if (first !== undefined) return [first, ...others];
  throw new DialError('RESOLVED', found.length > 0 ? 'DnsSynthesized' : 'ENOTFOUND', `${host} has ${found.length > 0 ? `only ${found.join(', ')}` : 'no address'}`);
}

async function lookUp(host: string, { family, lookup, signal, millis = RESOLVE_MILLIS }: ResolveOptions): Promise<readonly string[]> {
  const patience = {
    signal,
    millis,
    tooLate: () => new DialError('RESOLVED', 'ResolveTimeout', `no answer about ${host} within ${millis} ms`),
    givenUp: () => givenUp('RESOLVED'),
  };
  try {
    return await inTime(lookup(host, family), patience);
  } catch (error) {
    const failure = DialError.from(error, 'RESOLVED');
    const elsewhere = failure.code === 'ENOTFOUND' ? await otherFamily(host, family, lookup, signal) : '';
    throw new DialError('RESOLVED', failure.code, `${failure.message}${elsewhere}`);
  }
}

/** A name that is there in the other family only is no spelling mistake. */
async function otherFamily(host: string, family: AddressFamily, lookup: Lookup, signal: AbortSignal): Promise<string> {
  const other = family === 'ipv6' ? 'ipv4' : 'ipv6';
  const nothing = (): DialError => givenUp('RESOLVED');
  const found = await inTime(lookup(host, other), { signal, millis: EXPLAIN_MILLIS, tooLate: nothing, givenUp: nothing }).catch(() => []);
  return found.length > 0 ? `; in ${other} it has ${found.join(', ')}` : '';
}
