import { CfnResource, type CustomResource, Lazy, Stack } from 'aws-cdk-lib';
import { type CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct, type IConstruct } from 'constructs';
import { dependOn } from '../private/depend-on';
import { settledProperties } from '../private/stated-properties';
import { type Problem } from '../private/validation-error';
import { type AddressFamily } from './address-family';
import { REACHABILITY_GATE_RESOURCE_TYPE, type ReachabilityGateAttributes, type ReachabilityGateProperties } from './contract';
import { type NodeGateProps } from './node-gate-props';
import { credentialsProperties } from './private/credentials-properties';
import { familyChangeToken } from './private/change-token';
import { type GateProvider } from './private/gate-provider';
import { definitionOf } from './private/gated-group';
import { NodeGateBase } from './private/node-gate-base';
import { type NodeWait } from './private/node-wait';
import { type ProbeFunction } from './private/probe-function';
import { REACHABILITY_GATE_IN_OTHER_STACK } from './private/reachability-errors';
import { type ReachabilityGateOptions } from './reachability-gate-options';

/**
 * Which nodes a reachability gate asks, from where, and over which family.
 */
export interface ReachabilityGateProps extends NodeGateProps, ReachabilityGateOptions {
  /**
   * The replication group that is about to change: a `ReplicationGroup` or a `CfnReplicationGroup` of the stack of the gate, which is
   * then updated only after the gate opened. Or an imported one: then the gate holds up what it is told to `protect()`.
   */
  readonly replicationGroup: IReplicationGroupRef;

  /**
   * The address family over which every node must be reachable: the one to which `IpDiscovery` is about to change.
   */
  readonly targetFamily: AddressFamily;
}

/**
 * Holds the update of a replication group until every node can be reached over the family that it is about to announce, while
 * clients still use the other one.
 *
 * A flip of `IpDiscovery` sends the clients to addresses that nobody used before: a security group, a network ACL or a route that
 * is only open for the old family cuts them off. The gate comes before the group: it asks every node of the group that lives, and
 * its endpoints, over the new family; from its own function, or in the place of a client (`clientSecurityGroups`, `vpcSubnets`).
 * If they can not all be reached in time, the deployment fails before anything changed.
 *
 * On the first creation there is nothing to do. It never holds up a creation, a rollback or a deletion.
 *
 * It shares the functions of the gates of its stack: on a `ReplicationGroup` with its own guard and gate it adds one resource; in the
 * place of a client three more, with a secret one more.
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { Vpc } from 'aws-cdk-lib/aws-ec2';
 * import { FargateService } from 'aws-cdk-lib/aws-ecs';
 * import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
 * import { AddressFamily, ReachabilityGate } from 'cdk-elasticache-dual-stack';
 *
 * declare const stack: Stack;
 * declare const vpc: Vpc;
 * declare const cacheGroup: CfnReplicationGroup;
 * declare const service: FargateService;
 *
 * new ReachabilityGate(stack, 'Reachability', {
 *   replicationGroup: cacheGroup,
 *   vpc,
 *   targetFamily: AddressFamily.IPV6,
 *   clientSecurityGroups: service.connections.securityGroups,
 * });
 */
export class ReachabilityGate extends NodeGateBase {
  /**
   * Id of the replication group that was asked. Empty if there was none.
   *
   * @attribute
   */
  public readonly replicationGroupId: string;

  /**
   * How many nodes the gate asked. Empty if it asked none.
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
   * What was proven of every node, the least of them all: the name of an `Evidence`. Empty if nothing was.
   *
   * @attribute
   */
  public readonly evidence: string;

  /**
   * `OPEN` if every node was proven, `NO_GROUP` if there was no group yet, `UNCHANGED` if neither the family nor the change token
   * changed, `GROUP_WILL_BE_REPLACED` if other nodes take the place of those that could be asked, `NOT_JUDGED` if the stack was
   * rolling back.
   *
   * @attribute
   */
  public readonly outcome: string;

  /**
   * @param scope where the gate is in the construct tree, in the stack of the group if the app defines that
   * @param id name of the gate in `scope`
   * @param props which nodes to ask, from where, and over which family
   * @throws `ReplicationGroupValidationError` with every problem that synth can see
   */
  public constructor(scope: Construct, id: string, props: ReachabilityGateProps) {
    const group = definitionOf(props.replicationGroup);
    const problems = placeProblems(scope, group);
    super(scope, id, props, { purpose: 'reachability', clientSecurityGroups: props.clientSecurityGroups, problems });
    const resource = this._newResource(props, (provider, probe, { credentials }) => ({
      resourceType: REACHABILITY_GATE_RESOURCE_TYPE,
      properties: subjectOf(props.replicationGroup, group),
      changeToken: familyChangeToken(this, props.replicationGroup, group, props.changeToken),
      credentials: credentialsProperties(credentials),
      rights: [
        group === undefined ? provider.accessTo(props.replicationGroup).policy : provider.accessForGuards().policy,
        ...rightsFor(credentials, provider, probe),
      ],
    }));
    comesBefore(resource, group);
    const attribute = (name: keyof ReachabilityGateAttributes): string => resource.getAttString(name);
    this.replicationGroupId = attribute('ReplicationGroupId');
    this.nodesTotal = attribute('NodesTotal');
    this.secondsWaited = attribute('SecondsWaited');
    this.evidence = attribute('Evidence');
    this.outcome = attribute('Outcome');
  }

  /** @internal */
  protected override _needs(): readonly IConstruct[] {
    // the group comes after this gate
    return [];
  }
}

/** Of a group of the stack its name, which is no reference; what is not known of it is read when nothing changes any more. */
function subjectOf(replicationGroup: IReplicationGroupRef, group: CfnReplicationGroup | undefined): Partial<ReachabilityGateProperties> {
  if (group === undefined) {
    return { ReplicationGroupId: replicationGroup.replicationGroupRef.replicationGroupId };
  }
  // ElastiCache makes IPv4 groups if it is told nothing
  const networkType = (): unknown => settledProperties(group)['NetworkType'] ?? 'ipv4';
  return { GroupLogicalId: group.logicalId, NetworkType: Lazy.uncachedString({ produce: () => networkType() as string }) };
}

/** None of them refers to the group, which comes after them. */
function rightsFor(credentials: NodeWait['credentials'], provider: GateProvider, probe: ProbeFunction): readonly IConstruct[] {
  if (credentials.kind === 'iam') {
    probe.allowConnectAnywhere(credentials.userId);
  }
  return credentials.kind === 'secret' ? [provider.accessToSecret(credentials.secret).policy] : [];
}

function comesBefore(resource: CustomResource, group: CfnReplicationGroup | undefined): void {
  const { defaultChild } = resource.node;
  if (group !== undefined && CfnResource.isCfnResource(defaultChild)) {
    dependOn(group, defaultChild);
  }
}

function placeProblems(scope: Construct, group: CfnReplicationGroup | undefined): readonly Problem[] {
  if (group === undefined || Stack.of(group) === Stack.of(scope)) {
    return [];
  }
  const message =
    `the replication group must be in the stack of its reachability gate, got ${JSON.stringify(group.node.path)}: the gate holds up the ` +
    'update of the group, which it can only do there, so make it there';
  return [{ code: REACHABILITY_GATE_IN_OTHER_STACK.code, message }];
}
