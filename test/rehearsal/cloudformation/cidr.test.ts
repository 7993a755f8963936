import { cidrBlocks } from '../../../rehearsal/cloudformation/cidr';

describe('Fn::Cidr', () => {
  it.each([
    ['10.0.0.0/16', 3, 8, ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24']],
    ['192.168.0.0/24', 2, 5, ['192.168.0.0/27', '192.168.0.32/27']],
    ['10.255.255.7/8', 1, 16, ['10.0.0.0/16']],
    ['10.0.0.0/16', 4, undefined, ['10.0.0.0/18', '10.0.64.0/18', '10.0.128.0/18', '10.0.192.0/18']],
    ['2001:db8:1234:1a00::/56', 3, 64, ['2001:db8:1234:1a00::/64', '2001:db8:1234:1a01::/64', '2001:db8:1234:1a02::/64']],
    ['2001:db8::/32', 2, 80, ['2001:db8::/48', '2001:db8:1::/48']],
    ['2001:db8:0:0:1::/80', 2, 32, ['2001:db8:0:0:1::/96', '2001:db8::1:1:0:0/96']],
    ['::/0', 2, 127, ['::/1', '8000::/1']],
  ])('divides %s into %i blocks of %s bits', (block, count, bits, expected) => {
    expect(cidrBlocks(block, count, bits)).toEqual(expected);
  });

  it.each([
    ['more blocks than fit', '10.0.0.0/24', 3, 7, /do not fit/],
    ['no block at all', '10.0.0.0/16', 0, 8, /1 to 256 blocks/],
    ['too many blocks', '10.0.0.0/8', 257, 8, /1 to 256 blocks/],
    ['an address without a prefix', '10.0.0.0', 1, 8, /not a CIDR block/],
    ['an octet that is none', '10.0.0.256/16', 1, 8, /not an IPv4 address/],
    ['two ellipses', '2001::db8::/32', 1, 64, /not an IPv6 address/],
  ])('refuses %s', (_name, block, count, bits, message) => {
    expect(() => cidrBlocks(block, count, bits)).toThrow(message);
  });
});
