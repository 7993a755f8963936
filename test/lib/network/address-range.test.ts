import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { AddressFamily, AddressRange } from '../../../lib';

const token = (): string => new CfnParameter(new Stack(new App(), 'Stack'), 'Range').valueAsString;

describe('AddressRange', () => {
  it('sees of which family a range is', () => {
    expect(AddressRange.of('10.0.0.0/8')).toMatchObject({ cidr: '10.0.0.0/8', family: AddressFamily.IPV4 });
    expect(AddressRange.of('2001:db8::/32')).toMatchObject({ cidr: '2001:db8::/32', family: AddressFamily.IPV6 });
  });

  it('puts each family into its own property of a rule', () => {
    expect(AddressRange.of('10.0.0.0/8').peer.toIngressRuleConfig()).toEqual({ cidrIp: '10.0.0.0/8' });
    expect(AddressRange.of('2001:DB8::/32').peer.toIngressRuleConfig()).toEqual({ cidrIpv6: '2001:db8::/32' });
  });

  it('takes tokens if it is told the family', () => {
    const range = token();

    expect(AddressRange.ipv4(range).peer.toIngressRuleConfig()).toEqual({ cidrIp: range });
    expect(AddressRange.ipv6(range).peer.toIngressRuleConfig()).toEqual({ cidrIpv6: range });
  });

  it('never makes a rule of the other family, whatever it is given', () => {
    const ipv4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, bits]) => `${address}/${bits}`);
    const ipv6 = fc
      .tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }))
      .filter(([address]) => !address.includes('.'))
      .map(([address, bits]) => `${address}/${bits}`);
    fc.assert(
      fc.property(ipv4, ipv6, (four, six) => {
        expect(Object.keys(AddressRange.of(four).peer.toIngressRuleConfig())).toEqual(['cidrIp']);
        expect(Object.keys(AddressRange.of(six).peer.toIngressRuleConfig())).toEqual(['cidrIpv6']);
        expect(() => AddressRange.ipv4(six)).toThrow('[CidrOfOtherFamily]');
        expect(() => AddressRange.ipv6(four)).toThrow('[CidrOfOtherFamily]');
      }),
    );
  });

  it('fails for a range of IPv6 where one of IPv4 belongs, and the other way round', () => {
    expect(() => AddressRange.ipv4('::/0')).toThrow('[CidrOfOtherFamily] the range is "::/0", which is not of the family ipv4: use AddressRange.ipv6()');
    expect(() => AddressRange.ipv6('0.0.0.0/0')).toThrow('use AddressRange.ipv4()');
  });

  it('fails for what is no range', () => {
    expect(() => AddressRange.of('10.0.0.0')).toThrow('[CidrMalformed] the range is "10.0.0.0" but must be');
    expect(() => AddressRange.ipv4('10.0.0.0/33')).toThrow('[CidrMalformed]');
    expect(() => AddressRange.ipv6('2001:db8::')).toThrow('[CidrMalformed]');
  });

  it('fails for a token whose family nobody can see', () => {
    expect(() => AddressRange.of(token())).toThrow('[CidrFamilyUnknown]');
  });
});
