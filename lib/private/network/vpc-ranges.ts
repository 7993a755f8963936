import { Fn } from 'aws-cdk-lib';
import { CfnVPC, CfnVPCCidrBlock, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { AddressRange } from '../../network/address-range';
import { referenceTarget } from '../reference-target';

/** What the app knows of the addresses of a VPC, one family. */
export interface VpcRanges {
  /** Nothing if the app does not know all of them. */
  readonly ranges: readonly AddressRange[] | undefined;
  /** The resources that give further ranges to the VPC: they must be there before the ranges can be read. */
  readonly blocks: readonly CfnVPCCidrBlock[];
}

/** The primary range of the VPC and every further one of IPv4 that is in the app. */
export function ipv4RangesOf(vpc: IVpc): VpcRanges {
  const blocks = blocksOf(vpc).filter((block) => !isOfIpv6(block));
  const cidrs = [primaryCidrOf(vpc), ...blocks.map(({ cidrBlock }) => cidrBlock)];
  // of a range from an IPAM pool no attribute tells which it became
  const isKnown = cidrs.every((cidr) => cidr !== undefined);
  return { ranges: isKnown ? cidrs.map((cidr) => AddressRange.ipv4(cidr)) : undefined, blocks };
}

/**
 * Every range of IPv6 that is in the app: as it is written, or by the attribute `Ipv6CidrBlocks` of the VPC where Amazon or a
 * pool chooses it. Of an imported VPC nothing is known, unless the app gives it ranges.
 */
export function ipv6RangesOf(vpc: IVpc): VpcRanges {
  const blocks = blocksOf(vpc).filter(isOfIpv6);
  const resource = resourceOf(vpc);
  if (resource === undefined) {
    return { ranges: undefined, blocks };
  }
  const written = blocks.map(({ ipv6CidrBlock }) => ipv6CidrBlock);
  // which range stands where in the attribute is not known, so it is all or nothing
  const cidrs = written.every((cidr) => cidr !== undefined)
    ? written
    : blocks.map((_, index) => Fn.select(index, resource.attrIpv6CidrBlocks));
  return { ranges: cidrs.map((cidr) => AddressRange.ipv6(cidr)), blocks };
}

function blocksOf(vpc: IVpc): readonly CfnVPCCidrBlock[] {
  const resource = resourceOf(vpc);
  return vpc.node.root.node
    .findAll()
    .filter((construct) => CfnVPCCidrBlock.isCfnVPCCidrBlock(construct))
    .filter(({ vpcId }) => (resource === undefined ? vpcId === vpc.vpcId : referenceTarget(vpcId) === resource));
}

function isOfIpv6(block: CfnVPCCidrBlock): boolean {
  const { amazonProvidedIpv6CidrBlock, ipv6CidrBlock, ipv6IpamPoolId, ipv6Pool } = block;
  const isAmazonProvided = amazonProvidedIpv6CidrBlock !== undefined && amazonProvidedIpv6CidrBlock !== false;
  return isAmazonProvided || [ipv6CidrBlock, ipv6IpamPoolId, ipv6Pool].some((each) => each !== undefined);
}

function resourceOf({ node }: IVpc): CfnVPC | undefined {
  const { defaultChild } = node;
  return CfnVPC.isCfnVPC(defaultChild) ? defaultChild : undefined;
}

/** An imported VPC throws if nobody said it, and there is no other way to ask. */
function primaryCidrOf(vpc: IVpc): string | undefined {
  try {
    return vpc.vpcCidrBlock;
  } catch {
    return undefined;
  }
}
