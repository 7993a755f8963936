import { type GroupFacts, type SubnetFacts } from '../group-facts';
import { type GroupRule, known } from './group-rule';

/** Where the nodes of a replication group, or the endpoint of a serverless cache, are to be. */
type PlaceFacts = Pick<GroupFacts, 'networkType' | 'subnets'>;

/** A rule of replication groups that holds for everything in subnets. */
export interface SubnetRule extends Omit<GroupRule, 'problem'> {
  readonly problem: (facts: PlaceFacts) => string | undefined;
}

/** What the network type demands of the subnets. */
export const SUBNET_RULES: readonly SubnetRule[] = [
  {
    code: 'SubnetsWithoutIpv6',
    refuses: '`DUAL_STACK` in subnets without an IPv6 CIDR',
    settledAtSynthesis: true,
    problem: (facts) =>
      facts.networkType === 'dual_stack'
        ? subnetProblem(
            facts,
            ({ hasIpv6 }) => hasIpv6 === false,
            'without an IPv6 CIDR',
            'give the VPC IPv6 (ipProtocol: ec2.IpProtocol.DUAL_STACK) or select other subnets with vpcSubnets, ' +
              'or use networkType "ipv4"',
          )
        : undefined,
  },
  {
    code: 'SubnetsNotIpv6Only',
    refuses: '`IPV6` in subnets that are not IPv6-only',
    settledAtSynthesis: true,
    problem: (facts) =>
      facts.networkType === 'ipv6'
        ? subnetProblem(
            facts,
            ({ isIpv6Only }) => isIpv6Only === false,
            'not IPv6-only',
            'select subnets with Ipv6Native with vpcSubnets, or use networkType "dual_stack", which serves IPv6 clients too',
          )
        : undefined,
  },
  {
    code: 'SubnetsWithoutIpv4',
    refuses: '`IPV4` or `DUAL_STACK` in subnets that are IPv6-only',
    settledAtSynthesis: true,
    problem: (facts) =>
      facts.networkType === 'ipv4' || facts.networkType === 'dual_stack' || facts.networkType === undefined
        ? subnetProblem(
            facts,
            ({ isIpv6Only }) => isIpv6Only === true,
            'IPv6-only',
            'select subnets that have an IPv4 CIDR with vpcSubnets, or use networkType "ipv6"',
          )
        : undefined,
  },
];

function subnetProblem(
  facts: PlaceFacts,
  isWrong: (subnet: SubnetFacts) => boolean,
  whatIsWrong: string,
  remedy: string,
): string | undefined {
  const wrong = facts.subnets.filter(isWrong).map(({ name }) => name);
  if (wrong.length === 0) {
    return undefined;
  }
  return `networkType is ${shown(facts.networkType ?? 'ipv4')} but ${wrong.length} of the subnets ` +
    `${wrong.length === 1 ? 'is' : 'are'} ${whatIsWrong} (${wrong.join(', ')}): ${remedy}`;
}

function shown(fact: PlaceFacts['networkType']): string {
  return JSON.stringify(known(fact) ?? 'a token');
}
