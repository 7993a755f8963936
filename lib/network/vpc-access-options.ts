/**
 * What `allowFromVpc()` can not find out, and how the rules are described.
 */
export interface VpcAccessOptions {
  /**
   * The IPv4 ranges of the VPC, for example `['10.0.0.0/16']`. Empty for none.
   *
   * @default - the range of the VPC and the further ones (`AWS::EC2::VPCCidrBlock`) that are in the app; of an imported VPC its
   *   `vpcCidrBlock` and nothing more, because no import tells further ones
   */
  readonly ipv4CidrBlocks?: string[];

  /**
   * The IPv6 ranges of the VPC, for example `['2001:db8::/56']`. Empty for none.
   *
   * @default - those that are in the app (`AWS::EC2::VPCCidrBlock`), also where Amazon or a pool chooses them; of an imported VPC
   *   no import tells them, so there they are required, unless the cache has no IPv6 addresses
   */
  readonly ipv6CidrBlocks?: string[];

  /**
   * What the rules say of themselves: `Description`.
   *
   * @default - "from" and the range
   */
  readonly description?: string;
}
