import { isIPv4, isIPv6 } from 'node:net';
import * as fc from 'fast-check';
import { familyOfCidr } from '../../../../lib/private/network/cidr';

describe('familyOfCidr', () => {
  it.each(['0.0.0.0/0', '10.20.0.0/16', '255.255.255.255/32', '192.168.1.9/24'])('%s is of IPv4', (cidr) => {
    expect(familyOfCidr(cidr)).toBe('ipv4');
  });

  it.each(['::/0', '2001:db8::/32', '2001:DB8:20::/48', 'fd00:0:0:1::/64', '2001:db8:1:2:3:4:5:6/128'])('%s is of IPv6', (cidr) => {
    expect(familyOfCidr(cidr)).toBe('ipv6');
  });

  it.each([
    '',
    '10.0.0.0',
    '::',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0/8',
    '256.0.0.0/8',
    '010.0.0.0/8',
    '10.0.0.0/16/16',
    '2001:db8::/129',
    '2001:db8:::/32',
    '2001:db8::1::/64',
    '::ffff:10.0.0.0/104',
    'fe80::1%eth0/64',
    '[2001:db8::]/32',
    ' 10.0.0.0/8',
    '10.0.0.0/8 ',
    'sg-12345678',
  ])('%j is no range', (cidr) => {
    expect(familyOfCidr(cidr)).toBeUndefined();
  });

  it('agrees with the parser of addresses of Node on everything that is nearly a range', () => {
    const part = fc.stringMatching(/^[0-9a-f:.]{0,24}$/);
    const address = fc.oneof(part, fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 140 }), (text, bits) => {
        const hasMixedSpelling = text.includes(':') && text.includes('.');
        const expected = isIPv4(text) && bits <= 32 ? 'ipv4' : isIPv6(text) && !hasMixedSpelling && bits <= 128 ? 'ipv6' : undefined;
        expect(familyOfCidr(`${text}/${bits}`)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
