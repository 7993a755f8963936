import { CustomResource, type Duration, Token } from 'aws-cdk-lib';
import { type ISecurityGroup, type ISubnet, type IVpc, Port, type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { Construct, type IConstruct } from 'constructs';
import { factsOfCfnReplicationGroup } from '../private/facts-of-cfn-replication-group';
import { problemsOf } from '../private/group-rules';
import { DEFAULT_PORT } from '../private/replication-group-settings';
import { selectCacheSubnets } from '../private/select-cache-subnets';
import { type Problem, ReplicationGroupValidationError } from '../private/validation-error';
import { CacheEndpoint } from '../replication-group/cache-endpoint';
import { NetworkType } from '../replication-group/network-type';
import { type AddressFamily } from './address-family';
import { PROPAGATION_GATE_RESOURCE_TYPE, type PropagationGateAttributes, type PropagationGateProperties } from './contract';
import { GATE_PROTECTS_ITS_OWN_GROUP } from './private/gate-errors';
import { changeToken } from './private/change-token';
import { DEFAULT_POLL_INTERVAL, DEFAULT_TIMEOUT, SERVICE_TIMEOUT_MARGIN } from './private/gate-limits';
import { GateProvider } from './private/gate-provider';
import { GATED_GROUP_RULES, type GateSettings, problemsFor, SETTINGS_RULES, subnetProblems } from './private/gate-rules';
import { groupAsStated, groupAsSynthesized, otherEnvironmentOf, portOf, resourceOf, securityGroupsOf } from './private/gated-group';
import { subnetsWithoutIpv6 } from './private/subnets-without-ipv6';

/**
 * What a propagation gate waits for, and where it stands.
 */
export interface PropagationGateProps {
  /**
   * The replication group whose nodes must announce `targetFamily`: a `ReplicationGroup`, an imported one, or a
   * `CfnReplicationGroup`.
   *
   * Everything that is known of it is checked at synth. It must have cluster mode enabled and transit encryption
   * disabled, because only then `IpDiscovery` has an effect.
   */
  readonly replicationGroup: IReplicationGroupRef;

  /**
   * The VPC of the replication group. The function that asks the nodes is placed here.
   */
  readonly vpc: IVpc;

  /**
   * The subnets for the function that asks the nodes. They must be dual stack, with a route to the nodes, which all
   * subnets of one VPC have; others are refused at synth with `ProbeSubnetsNotDualStack`. Neither NAT nor VPC endpoints are
   * needed.
   *
   * Gates with the same subnets share one function.
   *
   * @default - the private subnets that have IPv6: those with egress, or if there are none, the isolated ones
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * The address family that every node must announce, and be reachable over, before the gate opens.
   *
   * It must be the `IpDiscovery` of the replication group: change both together, in either direction.
   */
  readonly targetFamily: AddressFamily;

  /**
   * How long the gate waits, from its first look, before it fails the deployment and says which nodes lag and why.
   *
   * A whole number of seconds from 10 seconds to 55 minutes; anything else is refused at synth with
   * `GateTimeoutOutOfRange`.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;

  /**
   * Pause between two looks at a node that does not announce the family yet.
   *
   * A whole number of milliseconds from 20 milliseconds to 10 seconds; anything else is refused at synth with
   * `PollIntervalOutOfRange`.
   *
   * @default Duration.millis(100)
   */
  readonly pollInterval?: Duration;

  /**
   * The security groups of the nodes. The gate lets its function in, on the port of the nodes only. Groups imported with
   * `mutable: false` are left alone: then open the way yourself.
   *
   * Required, with `SecurityGroupsUnknown`, for a group that does not tell its own.
   *
   * @default - the security groups of the replication group
   */
  readonly securityGroups?: ISecurityGroup[];

  /**
   * TCP port of the nodes.
   *
   * @default - the port of the replication group, 6379 if it is not known
   */
  readonly port?: number;

  /**
   * Any text. When it changes, the gate waits again with the next deployment.
   *
   * Useful for a group that is managed elsewhere: CloudFormation runs a gate only when the gate itself changed. What this
   * app says about the group (network type, IP discovery, shards, replicas, versions) is included anyway. Of a group in another stack, a
   * value that only the deployment knows (a parameter, a reference) is included by its name: tell its changes here.
   *
   * @default - none
   */
  readonly changeToken?: string;
}

/**
 * Holds a deployment until every node of a replication group really serves an address family.
 *
 * After `IpDiscovery` changed, CloudFormation reports success while the nodes still announce the old family, each until
 * its own moment. The gate asks all of them, opens a connection over the new family to each, and only then lets
 * CloudFormation continue. If that takes longer than `timeout` it fails the deployment, and CloudFormation rolls back.
 * It never holds up a rollback or a deletion.
 *
 * All gates of a stack share the functions behind them: the first gate adds 19 resources, each further one on the same
 * group and subnets adds one.
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { Vpc } from 'aws-cdk-lib/aws-ec2';
 * import { FargateService } from 'aws-cdk-lib/aws-ecs';
 * import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
 * import { AddressFamily, PropagationGate } from 'cdk-elasticache-dual-stack';
 *
 * declare const stack: Stack;
 * declare const vpc: Vpc;
 * declare const cacheGroup: CfnReplicationGroup; // or a ReplicationGroup, or an imported one
 * declare const service: FargateService;
 *
 * const gate = new PropagationGate(stack, 'Gate', {
 *   replicationGroup: cacheGroup,
 *   vpc,
 *   targetFamily: AddressFamily.IPV6,
 * });
 * gate.protect(service);
 */
export class PropagationGate extends Construct {
  /** The address family that the gate waits for. */
  public readonly targetFamily: AddressFamily;

  /**
   * Id of the replication group; whatever uses it is deployed behind the gate.
   *
   * @attribute
   */
  public readonly replicationGroupId: string;

  /**
   * Host name of the configuration endpoint; whatever uses it is deployed behind the gate. Empty for a group without one.
   *
   * @attribute
   */
  public readonly replicationGroupConfigurationEndpointAddress: string;

  /**
   * Port of the configuration endpoint; whatever uses it is deployed behind the gate. Empty for a group without one.
   *
   * @attribute
   */
  public readonly replicationGroupConfigurationEndpointPort: string;

  /**
   * How many nodes the gate asked.
   *
   * @attribute
   */
  public readonly nodesTotal: string;

  /**
   * How long the gate waited, in whole seconds.
   *
   * @attribute
   */
  public readonly secondsWaited: string;

  /**
   * `OPEN` if every node was proven, `NOT_JUDGED` if the stack was rolling back, where a gate does not hold anything up.
   *
   * @attribute
   */
  public readonly outcome: string;

  private readonly replicationGroup: IReplicationGroupRef;

  /**
   * @param scope where the gate is in the construct tree; its stack must be in the account and region of the group
   * @param id name of the gate in `scope`
   * @param props what the gate waits for
   * @throws `ReplicationGroupValidationError` with every problem that synth can see
   */
  public constructor(scope: Construct, id: string, props: PropagationGateProps) {
    super(scope, id);
    const wait: Wait = {
      timeout: props.timeout ?? DEFAULT_TIMEOUT,
      pollInterval: props.pollInterval ?? DEFAULT_POLL_INTERVAL,
      subnets: selectCacheSubnets(props.vpc, props.vpcSubnets, NetworkType.DUAL_STACK),
      securityGroups: props.securityGroups ?? this.securityGroupsOf(props.replicationGroup),
    };
    this.targetFamily = props.targetFamily;
    this.replicationGroup = props.replicationGroup;
    this.refuseProblems(wait);
    this.node.addValidation({ validate: () => this.problemsAtSynthesis(wait.subnets) });

    const resource = this.newResource(props, wait);
    const attribute = (name: keyof PropagationGateAttributes): string => resource.getAttString(name);
    this.replicationGroupId = attribute('ReplicationGroupId');
    this.replicationGroupConfigurationEndpointAddress = attribute('ConfigurationEndpointAddress');
    this.replicationGroupConfigurationEndpointPort = attribute('ConfigurationEndpointPort');
    this.nodesTotal = attribute('NodesTotal');
    this.secondsWaited = attribute('SecondsWaited');
    this.outcome = attribute('Outcome');
  }

  /**
   * The configuration endpoint of the replication group; whatever uses it is deployed behind the gate. Its host name is
   * empty for a group without one.
   */
  public get configurationEndpoint(): CacheEndpoint {
    return new CacheEndpoint(
      this.replicationGroupConfigurationEndpointAddress,
      Token.asNumber(this.replicationGroupConfigurationEndpointPort),
    );
  }

  /**
   * Deploys these constructs, and everything in them, only after the gate opened.
   *
   * @param constructs what relies on the address family, for example the service that connects to the cache
   * @throws `ReplicationGroupValidationError` (`GateProtectsItsOwnGroup`) for the replication group itself or anything that
   * contains it or the gate: the gate can only open after these are deployed
   */
  public protect(...constructs: IConstruct[]): void {
    const mustComeFirst = [this, ...this.node.scopes, ...this.replicationGroup.node.scopes];
    const own = constructs.filter((construct) => mustComeFirst.includes(construct));
    if (own.length > 0) {
      throw new ReplicationGroupValidationError(this, own.map(ownGroupProblem));
    }
    constructs.forEach((construct) => {
      construct.node.addDependency(this);
    });
  }

  private newResource(props: PropagationGateProps, { timeout, pollInterval, subnets, securityGroups }: Wait): CustomResource {
    const provider = GateProvider.of(this);
    const probe = provider.probeIn(props.vpc, subnets);
    const access = provider.accessTo(props.replicationGroup);
    const port = Port.tcp(props.port ?? portOf(props.replicationGroup) ?? DEFAULT_PORT);
    const rules = securityGroups.flatMap((each) => probe.openWayTo(each, port));
    const properties: PropagationGateProperties = {
      ReplicationGroupId: props.replicationGroup.replicationGroupRef.replicationGroupId,
      TargetFamily: props.targetFamily,
      ProbeFunctionArn: probe.functionArn,
      TimeoutSeconds: timeout.toSeconds().toString(),
      PollIntervalMillis: pollInterval.toMilliseconds().toString(),
      ChangeToken: changeToken(this, props.replicationGroup, props.changeToken),
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: PROPAGATION_GATE_RESOURCE_TYPE,
      serviceToken: provider.serviceToken,
      serviceTimeout: timeout.plus(SERVICE_TIMEOUT_MARGIN),
      properties: { ...properties },
    });
    // the gate must be able to ask from its first call until its Delete is answered
    resource.node.addDependency(access.policy, probe.invokePolicy, ...rules);
    return resource;
  }

  private securityGroupsOf(group: IReplicationGroupRef): readonly ISecurityGroup[] {
    return securityGroupsOf(group, (each) => GateProvider.of(this).importedSecurityGroup(each));
  }

  /** What can be judged now; of the group, what is not going to change. */
  private refuseProblems({ timeout, pollInterval, subnets, securityGroups }: Wait): void {
    const settings: GateSettings = {
      timeout,
      pollInterval,
      hasSecurityGroups: securityGroups.length > 0,
      subnetCount: subnets.length,
      groupIsIn: otherEnvironmentOf(this, this.replicationGroup),
    };
    const problems = [
      ...problemsFor(SETTINGS_RULES, settings),
      ...problemsFor(GATED_GROUP_RULES, groupAsStated(this.replicationGroup, this.targetFamily)),
    ];
    if (problems.length > 0) {
      throw new ReplicationGroupValidationError(this, problems);
    }
  }

  /** What can be judged only when nothing changes any more: an L1, escape hatches, subnets. */
  private problemsAtSynthesis(subnets: readonly ISubnet[]): string[] {
    const resource = resourceOf(this.replicationGroup);
    // a group of this library runs its own rules
    const ofOthers = resource === this.replicationGroup ? problemsOf(factsOfCfnReplicationGroup(resource)) : [];
    const ofGate =
      resource === undefined ? [] : problemsFor(GATED_GROUP_RULES, groupAsSynthesized(resource, this.targetFamily));
    const problems = [...ofOthers, ...ofGate, ...subnetProblems(subnetsWithoutIpv6(subnets, resource))];
    return problems.map(({ code, message }) => `[${code}] ${message}`);
  }
}

/** What the author wrote, with the defaults. */
interface Wait {
  readonly timeout: Duration;
  readonly pollInterval: Duration;
  readonly subnets: readonly ISubnet[];
  readonly securityGroups: readonly ISecurityGroup[];
}

function ownGroupProblem({ node }: IConstruct): Problem {
  return {
    code: GATE_PROTECTS_ITS_OWN_GROUP.code,
    message:
      `protect() must get constructs that come after the replication group, got ${JSON.stringify(node.path)}, without which ` +
      'the gate can not open: pass the constructs that use the cache',
  };
}
