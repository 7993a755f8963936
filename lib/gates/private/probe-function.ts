import { Duration } from 'aws-cdk-lib';
import { CfnSecurityGroup, type ISecurityGroup, type ISubnet, type IVpc, type Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import { FunctionRole } from './function-role';
import { HandlerFunction } from './handler-function';
import { identityOf } from './identity';
import { acknowledgeOwnFindings, wildcardFinding } from './own-findings';

export interface ProbeFunctionProps {
  readonly vpc: IVpc;
  readonly subnets: readonly ISubnet[];
  readonly logGroup: ILogGroup;
  /** Role of the control side, which invokes the probe. */
  readonly controlRole: IRole;
}

/**
 * The one function in the VPC. It opens connections to nodes and calls no AWS API: it needs no NAT, no endpoint and no
 * internet, only the way to the cache.
 */
export class ProbeFunction extends Construct {
  public readonly functionArn: string;
  /** That the control side may invoke the probe: depend on this before you ask the control side anything. */
  public readonly invokePolicy: Policy;

  private readonly securityGroup: SecurityGroup;
  /** Rules that were made, by what they open. */
  private readonly ways = new Map<string, readonly IConstruct[]>();

  public constructor(scope: Construct, id: string, { vpc, subnets, logGroup, controlRole }: ProbeFunctionProps) {
    super(scope, id);
    this.securityGroup = newClosedSecurityGroup(this, vpc);
    const role = new FunctionRole(this, 'Role', { logGroup, description: 'Network interfaces of the probe', statements: [networkInterfaces()] });
    acknowledgeOwnFindings(role, {
      [wildcardFinding(this, '*')]: 'Lambda manages the network interfaces of the probe, and EC2 takes no narrower resource',
    });
    const handler = new HandlerFunction(this, 'Function', {
      handlerName: 'probe',
      description: 'Gate of cdk-elasticache-dual-stack: asks every node',
      role,
      logGroup,
      // longer than one look, which the caller limits to most of a minute
      timeout: Duration.seconds(90),
      network: { vpc, subnets, securityGroup: this.securityGroup },
    });
    this.functionArn = handler.functionArn;
    // of its own: in the policy of a group it would tie the groups that share this probe to each other
    this.invokePolicy = new Policy(this, 'InvokePolicy', {
      roles: [controlRole],
      statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [handler.functionArn] })],
    });
  }

  /**
   * Opens the way to a cache, in both security groups. A rule from group to group carries no address, so it holds for
   * IPv4 and IPv6 alike. Name resolution needs no rule: security groups do not filter the resolver of the VPC.
   *
   * @returns the rules, for whoever has to wait until the way is open; none if the groups are not ours to change
   */
  public openWayTo(cache: ISecurityGroup, port: Port): readonly IConstruct[] {
    const key = `${identityOf(this, cache.securityGroupId)} ${port.toString()}`;
    const existing = this.ways.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const rules = childrenMadeBy([this.securityGroup, cache], () => {
      this.securityGroup.addEgressRule(cache, port, 'gate probe to the cache');
      // remote: if the cache is in another stack, the rule is in this one, because this one depends on that one
      cache.addIngressRule(this.securityGroup, port, 'gate probe to the cache', true);
    });
    this.ways.set(key, rules);
    return rules;
  }
}

/**
 * A security group that reaches nothing until `openWayTo`.
 *
 * CDK takes its own "reaches nothing" out again when the first rule to a group is added, and a group without a rule in its
 * own properties starts with the rules of AWS, which open IPv4 and IPv6 to everywhere. So the rule is written back.
 */
function newClosedSecurityGroup(scope: Construct, vpc: IVpc): SecurityGroup {
  const securityGroup = new SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: 'Probe of the ElastiCache gates: reaches caches and nothing else',
    // the default of CDK would open IPv4 to everywhere, and then add no rule for IPv6 at all
    allowAllOutbound: false,
  });
  const resource = securityGroup.node.defaultChild;
  if (resource instanceof CfnSecurityGroup) {
    resource.securityGroupEgress = [
      { cidrIp: '127.0.0.1/32', ipProtocol: 'tcp', fromPort: 1, toPort: 1, description: 'Nothing but what other rules open' },
    ];
  }
  return securityGroup;
}

/** Lambda itself uses these rights, before the function runs; none of the actions can be limited to a resource. */
function networkInterfaces(): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
  });
}

/** Security groups do not return the rules they make, and an immutable imported one makes none. */
function childrenMadeBy(parents: readonly IConstruct[], make: () => void): readonly IConstruct[] {
  const before = new Set(parents.flatMap((parent) => parent.node.children));
  make();
  return parents.flatMap((parent) => parent.node.children).filter((child) => !before.has(child));
}
