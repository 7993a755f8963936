import { AddressFamily } from '../../gates/address-family';

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const IPV4_BITS = 32;
const IPV6_BITS = 128;

/** The shortest spelling of a range of IPv6, in which EC2 keeps it. */
export function canonicalIpv6Cidr(cidr: string): string {
  const [address, bits] = cidr.split('/');
  return `${new URL(`http://[${address ?? ''}]/`).hostname.slice(1, -1)}/${bits ?? ''}`;
}

/** @returns which addresses are in the range; nothing if the text is no range in CIDR notation */
export function familyOfCidr(cidr: string): AddressFamily | undefined {
  const [, address, bits] = /^([\da-f.:]+)\/(0|[1-9]\d{0,2})$/i.exec(cidr) ?? [];
  if (address === undefined) {
    return undefined;
  }
  if (IPV4.test(address)) {
    return Number(bits) <= IPV4_BITS ? AddressFamily.IPV4 : undefined;
  }
  return isIpv6(address) && Number(bits) <= IPV6_BITS ? AddressFamily.IPV6 : undefined;
}

/**
 * The parser of URLs is a strict one for IPv6 addresses, and needs no module for sockets. Addresses that end like one of IPv4
 * (`::ffff:10.0.0.1`) are nothing that a VPC knows.
 */
function isIpv6(address: string): boolean {
  return address.includes(':') && !address.includes('.') && URL.canParse(`http://[${address}]/`);
}
