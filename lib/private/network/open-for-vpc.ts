import { Names, Token } from 'aws-cdk-lib';
import {
  CfnSecurityGroupIngress,
  type CfnVPCCidrBlock,
  Connections,
  type EgressRuleConfig,
  type IngressRuleConfig,
  type IPeer,
  type ISecurityGroup,
  type IVpc,
  type Port,
} from 'aws-cdk-lib/aws-ec2';
import { AddressFamily } from '../../gates/address-family';
import { acknowledgeOwnFindings } from '../../gates/private/own-findings';
import { type AddressRange } from '../../network/address-range';
import { dependOn } from '../depend-on';

/** Whom to let in where. */
export interface VpcOpening {
  readonly connections: Connections;
  readonly port: Port;
  readonly vpc: IVpc;
  readonly ranges: readonly AddressRange[];
  /** What must be there before the ranges of IPv6 can be read. */
  readonly blocks: readonly CfnVPCCidrBlock[];
  readonly description?: string;
}

/**
 * Lets everybody in a VPC in. A range that is only known during deployment gets a rule that is a resource of its own: it waits
 * for the range, where the security group itself need not.
 */
export function openForVpc({ connections, port, vpc, ranges, blocks, description }: VpcOpening): void {
  ranges.forEach((range) => {
    if (!Token.isUnresolved(range.cidr)) {
      connections.allowFrom(range.peer, port, description);
      return;
    }
    const number = ranges.filter(({ family }) => family === range.family).indexOf(range) + 1;
    const peer = new LateRange(range, `${Names.nodeUniqueId(vpc.node)} ${range.family} ${number}`);
    const rules = rulesMadeBy(connections.securityGroups, () => {
      connections.allowFrom(peer, port, description);
    });
    rules.forEach((rule) => {
      // the first range of IPv4 is there with the VPC
      (range.family === AddressFamily.IPV6 ? blocks : []).forEach((block) => {
        dependOn(rule, block);
      });
      acknowledgeOwnFindings(rule, { 'AwsSolutions-EC23': 'a range of a VPC, which has at least 16 leading bits; it is known during deployment only' });
    });
  });
}

/** A peer with a name of its own: the CDK numbers peers that are tokens in the order in which they come. */
class LateRange implements IPeer {
  public readonly canInlineRule = false;
  public readonly connections: Connections = new Connections({ peer: this });

  public constructor(
    private readonly range: AddressRange,
    public readonly uniqueId: string,
  ) {}

  public toIngressRuleConfig(): IngressRuleConfig {
    return this.range.peer.toIngressRuleConfig();
  }

  public toEgressRuleConfig(): EgressRuleConfig {
    return this.range.peer.toEgressRuleConfig();
  }
}

/** Security groups do not return the rules that they make; an imported one that is not to change makes none. */
function rulesMadeBy(securityGroups: readonly ISecurityGroup[], make: () => void): readonly CfnSecurityGroupIngress[] {
  const rules = (): readonly CfnSecurityGroupIngress[] =>
    securityGroups.flatMap(({ node }) => node.children).filter((child) => CfnSecurityGroupIngress.isCfnSecurityGroupIngress(child));
  const before = new Set(rules());
  make();
  return rules().filter((rule) => !before.has(rule));
}
