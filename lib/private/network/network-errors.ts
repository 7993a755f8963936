import { type CatalogueEntry } from '../error-catalogue';

export const CIDR_MALFORMED: CatalogueEntry = {
  code: 'CidrMalformed',
  refuses: 'a range of addresses that is not in CIDR notation',
};

export const CIDR_OF_OTHER_FAMILY: CatalogueEntry = {
  code: 'CidrOfOtherFamily',
  refuses: 'a range of IPv6 addresses where one of IPv4 belongs, or the other way round',
};

export const CIDR_FAMILY_UNKNOWN: CatalogueEntry = {
  code: 'CidrFamilyUnknown',
  refuses: '`AddressRange.of()` of a token',
};

export const VPC_CIDR_UNKNOWN: CatalogueEntry = {
  code: 'VpcCidrUnknown',
  refuses: '`allowFromVpc()` where the app does not know a range of the VPC, unless it is named',
};

export const VPC_CIDR_ADDED_LATER: CatalogueEntry = {
  code: 'VpcCidrAddedLater',
  refuses: 'a range that is given to the VPC after `allowFromVpc()`',
};

export const NO_SECURITY_GROUP_TO_OPEN: CatalogueEntry = {
  code: 'NoSecurityGroupToOpen',
  refuses: 'to let somebody in to a cache that does not tell its security groups',
};

/** Every error of who may connect to a cache. */
export const NETWORK_ERRORS: readonly CatalogueEntry[] = [
  CIDR_MALFORMED,
  CIDR_OF_OTHER_FAMILY,
  CIDR_FAMILY_UNKNOWN,
  VPC_CIDR_UNKNOWN,
  VPC_CIDR_ADDED_LATER,
  NO_SECURITY_GROUP_TO_OPEN,
];
