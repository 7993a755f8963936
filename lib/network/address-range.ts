import { Token } from 'aws-cdk-lib';
import { type IPeer, Peer } from 'aws-cdk-lib/aws-ec2';
import { AddressFamily } from '../gates/address-family';
import { CodedError } from '../private/coded-error';
import { canonicalIpv6Cidr, familyOfCidr } from '../private/network/cidr';
import { CIDR_FAMILY_UNKNOWN, CIDR_MALFORMED, CIDR_OF_OTHER_FAMILY } from '../private/network/network-errors';

/**
 * A range of IP addresses that knows its family, so that it never gets into a field of the other family: `CidrIp` and
 * `CidrIpv6` of a security group rule are two different properties, and CloudFormation takes any text for both.
 *
 * @example
 * import { AddressRange, ReplicationGroup } from 'cdk-elasticache-dual-stack';
 *
 * declare const cache: ReplicationGroup;
 *
 * cache.allowFromRanges(AddressRange.of('10.20.0.0/16'), AddressRange.of('2001:db8:20::/48'));
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html
 */
export class AddressRange {
  /**
   * A range of whichever family its text is of.
   *
   * @param cidr for example `10.20.0.0/16` or `2001:db8:20::/48`; no token
   * @throws `CodedError` (`CidrMalformed`; `CidrFamilyUnknown` for a token)
   */
  public static of(cidr: string): AddressRange {
    if (Token.isUnresolved(cidr)) {
      throw new CodedError(
        CIDR_FAMILY_UNKNOWN.code,
        'the range is a token, whose address family nobody can see: use AddressRange.ipv4() or AddressRange.ipv6() and say which it is',
      );
    }
    return new AddressRange(cidr, wellFormed(cidr));
  }

  /**
   * A range of IPv4 addresses.
   *
   * @param cidr for example `10.20.0.0/16`, or a token
   * @throws `CodedError` (`CidrMalformed`; `CidrOfOtherFamily` for a range of IPv6)
   */
  public static ipv4(cidr: string): AddressRange {
    return AddressRange.ofFamily(cidr, AddressFamily.IPV4);
  }

  /**
   * A range of IPv6 addresses.
   *
   * @param cidr for example `2001:db8:20::/48`, or a token
   * @throws `CodedError` (`CidrMalformed`; `CidrOfOtherFamily` for a range of IPv4)
   */
  public static ipv6(cidr: string): AddressRange {
    return AddressRange.ofFamily(cidr, AddressFamily.IPV6);
  }

  private static ofFamily(cidr: string, family: AddressFamily): AddressRange {
    if (!Token.isUnresolved(cidr) && wellFormed(cidr) !== family) {
      throw new CodedError(
        CIDR_OF_OTHER_FAMILY.code,
        `the range is ${JSON.stringify(cidr)}, which is not of the family ${family}: use AddressRange.${otherThan(family)}(), or ` +
          'AddressRange.of(), which looks',
      );
    }
    return new AddressRange(cidr, family);
  }

  private constructor(
    /** The range as it was written, in CIDR notation. */
    public readonly cidr: string,
    /** Which addresses are in it. */
    public readonly family: AddressFamily,
  ) {}

  /** The range as a peer of security group rules, with `CidrIp` or `CidrIpv6` as its family demands. */
  public get peer(): IPeer {
    if (this.family === AddressFamily.IPV4) {
      return Peer.ipv4(this.cidr);
    }
    // the CDK does not take every spelling
    return Peer.ipv6(Token.isUnresolved(this.cidr) ? this.cidr : canonicalIpv6Cidr(this.cidr));
  }
}

function wellFormed(cidr: string): AddressFamily {
  const family = familyOfCidr(cidr);
  if (family === undefined) {
    throw new CodedError(
      CIDR_MALFORMED.code,
      `the range is ${JSON.stringify(cidr)} but must be an address, a slash and the number of leading bits that its addresses ` +
        'share: for example "10.20.0.0/16" or "2001:db8:20::/48"',
    );
  }
  return family;
}

function otherThan(family: AddressFamily): AddressFamily {
  return family === AddressFamily.IPV4 ? AddressFamily.IPV6 : AddressFamily.IPV4;
}
