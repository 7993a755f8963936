import { lookup } from 'node:dns/promises';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { LOOPBACK } from '../cluster/loopback';

/** A name like those of the endpoints on AWS: it has addresses of both families. */
const NAME = 'localhost';

/**
 * The host of every endpoint: `localhost` where that name leads to both loopback addresses, as a dual-stack endpoint
 * does on AWS. On a machine where it has no IPv6 address, nobody could reach the endpoint over IPv6; there it is the
 * loopback address of the family that the group is set to discover. Nodes listen on both, whatever they announce.
 */
export async function findEndpointHost(resolves: (name: string, family: 4 | 6) => Promise<boolean> = resolvesTo): Promise<EndpointHost> {
  const [ipv4, ipv6] = await Promise.all([resolves(NAME, 4), resolves(NAME, 6)]);
  return (discovery) => (ipv4 && ipv6 ? NAME : LOOPBACK[discovery]);
}

/** Gives the host of the endpoints of a group with this IP discovery. */
export type EndpointHost = (discovery: AddressFamily) => string;

/** As programs look names up (getaddrinfo), `/etc/hosts` included. */
async function resolvesTo(name: string, family: 4 | 6): Promise<boolean> {
  const wanted = family === 4 ? LOOPBACK.ipv4 : LOOPBACK.ipv6;
  const addresses = await lookup(name, { family, all: true }).catch(() => []);
  return addresses.some(({ address }) => address === wanted);
}
