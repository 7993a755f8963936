import { isIP } from 'node:net';
import fc from 'fast-check';
import { familyOf, readIpLiteral } from '../../../lambda/topology/ip-literal';

describe('an IP literal', () => {
  test.each([
    ['127.0.0.1', 'ipv4'],
    ['0.0.0.0', 'ipv4'],
    ['255.255.255.255', 'ipv4'],
    ['::1', 'ipv6'],
    ['::', 'ipv6'],
    ['fd00:77::14', 'ipv6'],
    ['2001:DB8::A', 'ipv6'],
    ['1:2:3:4:5:6:7:8', 'ipv6'],
    ['1:2:3:4:5:6:7::', 'ipv6'],
    ['::2:3:4:5:6:7:8', 'ipv6'],
    ['2001:db8::1.2.3.4', 'ipv6'],
    ['::1.2.3.4', 'ipv6'],
    ['1:2:3:4:5:6:1.2.3.4', 'ipv6'],
    ['64:ff9b:2::1', 'ipv6'],
    ['::ffff:0:0:1.2.3.4', 'ipv6'],
    ['0:0:0:0:0:1:ffff:1', 'ipv6'],
  ])('%s is of the family %s', (text, family) => {
    expect(familyOf(text)).toBe(family);
  });

  test.each([
    '::ffff:1.2.3.4',
    '::FFFF:102:304',
    '0:0:0:0:0:ffff:1.2.3.4',
    '::ffff:0:1.2.3.4',
    '64:ff9b::1.2.3.4',
    '64:ff9b::102:304',
    '64:ff9b:1::1.2.3.4',
    '64:ff9b:1:102:3:400::',
    '64:ff9b:1:fffe:7:8:102:304',
  ])(
    '%s only wraps an IPv4 address: the node behind it is reached over ipv4',
    (text) => {
      expect(familyOf(text)).toBe('ipv4');
    },
  );

  test.each([
    '',
    '?',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.4 ',
    '1..2.3',
    '0x7f.0.0.1',
    '-1.2.3.4',
    '[::1]',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '1:2:3:4::5:6:7:8',
    '12345::',
    'g::1',
    '1.2.3.4::',
    '::1.2.3.4:1',
    '1:2:3:4:5:6:7:1.2.3.4',
    '::1.2.3.256',
    ':1:2:3:4:5:6:7',
    'fe80::1%eth0',
    '::1/128',
    '127.0.0.1:6379',
  ])('%j is none', (text) => {
    expect(familyOf(text)).toBeUndefined();
  });

  test.each([
    ['::', true],
    ['0:0:0:0:0:0:0:0', true],
    ['0.0.0.0', true],
    ['::ffff:0.0.0.0', true],
    ['::1', false],
    ['0.0.0.1', false],
    ['::ffff:0.0.0.1', false],
  ])('%s says "no address": %s', (text, unspecified) => {
    expect(readIpLiteral(text)?.unspecified).toBe(unspecified);
  });

  const almostAnAddress = fc
    .array(fc.constantFrom('0', '1', 'ff', '0ff', 'ffff', ':', '::', '.', '255', '256', '1.2.3.4', ':0', 'g'), { maxLength: 16 })
    .map((parts) => parts.join(''));

  test('is what Node.js takes for one, but for zones', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), almostAnAddress), (text) => {
        expect(familyOf(text) !== undefined).toBe(isIP(text) !== 0 && !text.includes('%'));
      }),
      { numRuns: 5000 },
    );
  });

  test('reads the same after thousands of others', () => {
    for (let index = 0; index < 5000; index++) {
      expect(familyOf(`fd00::${index.toString(16)}`)).toBe('ipv6');
      expect(familyOf('10.0.0.1')).toBe('ipv4');
    }
  });
});
