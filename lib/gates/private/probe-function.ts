import { ArnFormat, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup, type ISecurityGroup, type ISubnet, type IVpc, type Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type IRole, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import { FunctionRole } from './function-role';
import { resourceOf } from './gated-group';
import { takeConditionOf } from './group-condition';
import { HandlerFunction } from './handler-function';
import { idOf, identityOf } from './identity';
import { acknowledgeOwnFindings, wildcardFinding } from './own-findings';

/** Where a probe is. */
export interface ProbePlace {
  readonly vpc: IVpc;
  readonly subnets: readonly ISubnet[];
  /** The security groups of the client in whose place the probe asks; nothing if it has one of its own. */
  readonly clientSecurityGroups?: readonly ISecurityGroup[] | undefined;
}

export interface ProbeFunctionProps extends ProbePlace {
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

  private readonly role: FunctionRole;
  /** Nothing where the probe wears those of a client. */
  private readonly securityGroup: SecurityGroup | undefined;
  /** Rules that were made, by what they open. */
  private readonly ways = new Map<string, readonly IConstruct[]>();
  /** Users as which the probe may connect wherever they are. */
  private readonly users = new Set<string>();

  public constructor(scope: Construct, id: string, { vpc, subnets, clientSecurityGroups, logGroup, controlRole }: ProbeFunctionProps) {
    super(scope, id);
    this.securityGroup = clientSecurityGroups === undefined ? newClosedSecurityGroup(this, vpc) : undefined;
    this.role = new FunctionRole(this, 'Role', { logGroup, description: 'Network interfaces of the probe', statements: [networkInterfaces()] });
    acknowledgeOwnFindings(this.role, {
      [wildcardFinding(this, '*')]: 'Lambda manages the network interfaces of the probe, and EC2 takes no narrower resource',
    });
    const handler = new HandlerFunction(this, 'Function', {
      handlerName: 'probe',
      description: 'Gate of cdk-elasticache-dual-stack: asks every node',
      role: this.role,
      logGroup,
      // longer than one look, which the caller limits to most of a minute
      timeout: Duration.seconds(90),
      network: { vpc, subnets, securityGroups: this.securityGroup === undefined ? (clientSecurityGroups ?? []) : [this.securityGroup] },
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
   * @returns the rules, for whoever has to wait until the way is open; none if the groups are not ours to change, as those of
   * a client, whose way is to be tried as it is
   */
  public openWayTo(cache: ISecurityGroup, port: Port): readonly IConstruct[] {
    const { securityGroup } = this;
    const key = `${identityOf(this, cache.securityGroupId)} ${port.toString()}`;
    const existing = securityGroup === undefined ? [] : this.ways.get(key);
    if (securityGroup === undefined || existing !== undefined) {
      return existing ?? [];
    }
    const rules = childrenMadeBy([securityGroup, cache], () => {
      securityGroup.addEgressRule(cache, port, 'gate probe to the cache');
      // remote: if the cache is in another stack, the rule is in this one, because this one depends on that one
      cache.addIngressRule(securityGroup, port, 'gate probe to the cache', true);
    });
    this.ways.set(key, rules);
    return rules;
  }

  /**
   * Lets the probe connect to one group as one user. In a policy of its own: the role must not depend on a group.
   *
   * @returns what to depend on before the probe is asked to connect
   */
  public allowConnect(group: IReplicationGroupRef, userId: string): Policy {
    const id = idOf('Connect', [group.replicationGroupRef.replicationGroupId, userId].map((each) => identityOf(this, each)));
    const existing = this.node.tryFindChild(id);
    if (existing instanceof Policy) {
      return existing;
    }
    const policy = new Policy(this, id, {
      roles: [this.role],
      statements: [connectTo(CfnReplicationGroup.arnForReplicationGroup(group), arnOf(this, 'user', userId))],
    });
    const { defaultChild } = policy.node;
    if (CfnResource.isCfnResource(defaultChild)) {
      takeConditionOf(resourceOf(group), defaultChild);
    }
    return policy;
  }

  /** Lets the probe connect as one user, wherever that user is let in: for gates that must not refer to their group. */
  public allowConnectAnywhere(userId: string): void {
    if (!this.users.has(userId)) {
      this.users.add(userId);
      const groups = arnOf(this, 'replicationgroup', '*');
      this.role.addToPrincipalPolicy(connectTo(groups, arnOf(this, 'user', userId)));
      acknowledgeOwnFindings(this.role, {
        [wildcardFinding(this, groups)]: 'the gate comes before its group, whose id is not known yet; the user is let in there and nowhere else',
      });
    }
  }
}

/** Both are needed: the group and the user. */
function connectTo(groupArn: string, userArn: string): PolicyStatement {
  return new PolicyStatement({ actions: ['elasticache:Connect'], resources: [groupArn, userArn] });
}

function arnOf(scope: Construct, resource: string, resourceName: string): string {
  return Stack.of(scope).formatArn({ service: 'elasticache', resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
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
