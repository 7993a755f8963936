import { type AddressFamily } from '../../lambda/topology/address-family';
import { UsageError } from '../problem';

/** `ipv4` or `ipv6`, in either case of letters. */
export function parseFamily(text: string): AddressFamily {
  const family = text.toLowerCase();
  if (family === 'ipv4' || family === 'ipv6') {
    return family;
  }
  throw new UsageError([{ code: 'InvalidFamily', message: `family "${text}" is neither ipv4 nor ipv6; give the one that the nodes should serve` }]);
}
