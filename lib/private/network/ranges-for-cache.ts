import { type CfnVPCCidrBlock, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { type IConstruct } from 'constructs';
import { AddressFamily } from '../../gates/address-family';
import { AddressRange } from '../../network/address-range';
import { type VpcAccessOptions } from '../../network/vpc-access-options';
import { type Problem, ReplicationGroupValidationError } from '../validation-error';
import { VPC_CIDR_ADDED_LATER, VPC_CIDR_UNKNOWN } from './network-errors';
import { ipv4RangesOf, ipv6RangesOf, type VpcRanges } from './vpc-ranges';

interface FamilyOfVpc {
  readonly name: string;
  readonly option: keyof VpcAccessOptions;
  readonly newRange: (cidr: string) => AddressRange;
  readonly rangesOf: (vpc: IVpc) => VpcRanges;
}

const FAMILIES: Readonly<Record<AddressFamily, FamilyOfVpc>> = {
  [AddressFamily.IPV4]: {
    name: 'IPv4',
    option: 'ipv4CidrBlocks',
    newRange: (cidr) => AddressRange.ipv4(cidr),
    rangesOf: ipv4RangesOf,
  },
  [AddressFamily.IPV6]: {
    name: 'IPv6',
    option: 'ipv6CidrBlocks',
    newRange: (cidr) => AddressRange.ipv6(cidr),
    rangesOf: ipv6RangesOf,
  },
};

interface RangesForCache {
  readonly ranges: readonly AddressRange[];
  /** What must be there before the ranges of IPv6 can be read. */
  readonly blocks: readonly CfnVPCCidrBlock[];
}

/**
 * The ranges of a VPC from which the clients of a cache come: those that were named, otherwise those that the app knows.
 *
 * What the VPC is given later is refused at synthesis: nobody would open the cache for it.
 *
 * @throws ReplicationGroupValidationError (`VpcCidrUnknown`) with every family of which the app does not know the ranges
 */
export function rangesForCache(
  cache: IConstruct,
  families: readonly AddressFamily[],
  vpc: IVpc,
  options: VpcAccessOptions,
): RangesForCache {
  const found = families.map((family) => rangesOf(FAMILIES[family], vpc, options));
  const problems = found.flatMap(({ ranges, family }) => (ranges === undefined ? [unknownProblem(family, vpc)] : []));
  if (problems.length > 0) {
    throw new ReplicationGroupValidationError(cache, problems);
  }
  found.filter(({ isNamed }) => !isNamed).forEach(({ family, blocks }) => {
    refuseLaterBlocks(cache, family, vpc, blocks);
  });
  const blocks = found.filter(({ family }) => family === FAMILIES.ipv6).flatMap((each) => each.blocks);
  return { ranges: found.flatMap(({ ranges }) => ranges ?? []), blocks };
}

interface Found extends VpcRanges {
  readonly family: FamilyOfVpc;
  readonly isNamed: boolean;
}

function rangesOf(family: FamilyOfVpc, vpc: IVpc, options: VpcAccessOptions): Found {
  const named = family.option === 'ipv4CidrBlocks' ? options.ipv4CidrBlocks : options.ipv6CidrBlocks;
  return named === undefined
    ? { ...family.rangesOf(vpc), family, isNamed: false }
    : { ranges: named.map(family.newRange), blocks: [], family, isNamed: true };
}

function unknownProblem({ name, option }: FamilyOfVpc, vpc: IVpc): Problem {
  return {
    code: VPC_CIDR_UNKNOWN.code,
    message:
      `the app does not know all ${name} ranges of the VPC ${JSON.stringify(vpc.node.path)}, which it imports or which come from a ` +
      `pool: name them in ${option} of allowFromVpc(), [] for none`,
  };
}

function refuseLaterBlocks({ node }: IConstruct, { name, option, rangesOf: read }: FamilyOfVpc, vpc: IVpc, blocks: readonly CfnVPCCidrBlock[]): void {
  node.addValidation({
    validate: () => {
      const later = read(vpc).blocks.filter((block) => !blocks.includes(block));
      return later.map(
        (block) =>
          `[${VPC_CIDR_ADDED_LATER.code}] the VPC got the ${name} range ${JSON.stringify(block.node.path)} after allowFromVpc() was ` +
          `called, so that the cache is not open for it: call allowFromVpc() later, or name all ranges in its ${option}`,
      );
    },
  });
}
