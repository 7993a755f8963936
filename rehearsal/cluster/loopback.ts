import { type AddressFamily } from '../../lambda/topology/address-family';

/** This machine's own address of each family; the cluster lives on both. */
export const LOOPBACK: Readonly<Record<AddressFamily, string>> = { ipv4: '127.0.0.1', ipv6: '::1' };
