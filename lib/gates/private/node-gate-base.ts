import { CfnResource, CustomResource } from 'aws-cdk-lib';
import { Port } from 'aws-cdk-lib/aws-ec2';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct, type IConstruct, type IDependable } from 'constructs';
import { factsOfCfnReplicationGroup } from '../../private/facts-of-cfn-replication-group';
import { problemsOf } from '../../private/group-rules';
import { DEFAULT_PORT } from '../../private/replication-group-settings';
import { type Problem, ReplicationGroupValidationError } from '../../private/validation-error';
import { type AddressFamily } from '../address-family';
import { type GateCredentialsProperties, type NodeGateProperties } from '../contract';
import { EVIDENCE_RULES } from './evidence-rules';
import { GateBase } from './gate-base';
import { SERVICE_TIMEOUT_MARGIN } from './gate-limits';
import { GateProvider } from './gate-provider';
import { type GateDemand, problemsFor } from './gate-rule';
import { GATED_GROUP_RULES, type GateSettings, SETTINGS_RULES, subnetProblems } from './gate-rules';
import { groupAsStated, groupAsSynthesized, otherEnvironmentOf, portOf, resourceOf } from './gated-group';
import { takeConditionOf } from './group-condition';
import { type AskingGateProps, type NodeWait, nodeWaitOf } from './node-wait';
import { type ProbeFunction } from './probe-function';
import { subnetsWithoutIpv6 } from './subnets-without-ipv6';

/** What a gate is before its resource is made. */
export interface NodeGatePlan {
  readonly purpose: GateDemand['purpose'];
  readonly clientSecurityGroups?: NodeWait['clientSecurityGroups'];
  /** What only gates of this kind can have wrong. */
  readonly problems: readonly Problem[];
}

/** What gates of a kind add to the custom resource. */
export interface NodeGateResource {
  readonly resourceType: string;
  readonly properties: object;
  readonly changeToken: string;
  readonly credentials: GateCredentialsProperties | undefined;
  /** What must be there from the first call of the gate until its Delete is answered. */
  readonly rights: readonly IDependable[];
}

/**
 * What gates that ask the nodes of a group have in common. Not exported from the package.
 *
 * @internal
 */
export abstract class NodeGateBase extends GateBase {
  /** The address family that the gate waits for. */
  public readonly targetFamily: AddressFamily;

  /** @internal */
  protected readonly _replicationGroup: IReplicationGroupRef;

  private readonly wait: NodeWait;
  private readonly purpose: GateDemand['purpose'];

  /** @internal */
  protected constructor(scope: Construct, id: string, props: AskingGateProps, plan: NodeGatePlan) {
    super(scope, id);
    this.targetFamily = props.targetFamily;
    this.purpose = plan.purpose;
    this._replicationGroup = props.replicationGroup;
    this.wait = nodeWaitOf(this, props, plan.clientSecurityGroups);
    this.refuse([...this.problemsNow(), ...plan.problems]);
    this.node.addValidation({ validate: () => this.problemsAtSynthesis() });
  }

  /** @internal */
  protected override _needs(): readonly IConstruct[] {
    return [this._replicationGroup];
  }

  /**
   * Makes the resource that CloudFormation waits for.
   *
   * @internal
   */
  protected _newResource(props: AskingGateProps, make: (provider: GateProvider, probe: ProbeFunction, wait: NodeWait) => NodeGateResource): CustomResource {
    const { timeout, pollInterval, subnets, securityGroups, clientSecurityGroups, minimumEvidence } = this.wait;
    const provider = GateProvider.of(this);
    const probe = provider.probeIn({ vpc: props.vpc, subnets, clientSecurityGroups });
    const port = Port.tcp(props.port ?? portOf(props.replicationGroup) ?? DEFAULT_PORT);
    const ways = securityGroups.flatMap((each) => probe.openWayTo(each, port));
    const made = make(provider, probe, this.wait);
    const common: NodeGateProperties = {
      TargetFamily: this.targetFamily,
      ProbeFunctionArn: probe.functionArn,
      TimeoutSeconds: timeout.toSeconds().toString(),
      PollIntervalMillis: pollInterval.toMilliseconds().toString(),
      ChangeToken: made.changeToken,
      ...(minimumEvidence !== undefined && { MinimumEvidence: minimumEvidence }),
      ...(made.credentials !== undefined && { Credentials: made.credentials }),
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: made.resourceType,
      serviceToken: provider.serviceToken,
      serviceTimeout: timeout.plus(SERVICE_TIMEOUT_MARGIN),
      properties: { ...made.properties, ...common },
    });
    resource.node.addDependency(probe.invokePolicy, ...made.rights, ...ways);
    const { defaultChild } = resource.node;
    if (CfnResource.isCfnResource(defaultChild)) {
      takeConditionOf(resourceOf(props.replicationGroup), defaultChild);
    }
    return resource;
  }

  private refuse(problems: readonly Problem[]): void {
    if (problems.length > 0) {
      throw new ReplicationGroupValidationError(this, problems);
    }
  }

  /** What can be judged now; of the group, what is not going to change. */
  private problemsNow(): readonly Problem[] {
    const { timeout, pollInterval, subnets, securityGroups, clientSecurityGroups } = this.wait;
    const settings: GateSettings = {
      timeout,
      pollInterval,
      hasSecurityGroups: securityGroups.length > 0,
      clientSecurityGroups: clientSecurityGroups?.length,
      subnetCount: subnets.length,
      groupIsIn: otherEnvironmentOf(this, this._replicationGroup),
    };
    return [
      ...problemsFor(SETTINGS_RULES, settings),
      ...problemsFor([...GATED_GROUP_RULES, ...EVIDENCE_RULES], groupAsStated(this._replicationGroup, this.demand())),
    ];
  }

  /** What can be judged only when nothing changes any more: an L1, escape hatches, subnets. */
  private problemsAtSynthesis(): string[] {
    const resource = resourceOf(this._replicationGroup);
    // a group of this library runs its own rules
    const ofOthers = resource === this._replicationGroup ? problemsOf(factsOfCfnReplicationGroup(resource)) : [];
    const ofGate = resource === undefined ? [] : problemsFor([...GATED_GROUP_RULES, ...EVIDENCE_RULES], groupAsSynthesized(resource, this.demand()));
    const problems = [...ofOthers, ...ofGate, ...subnetProblems(subnetsWithoutIpv6(this.wait.subnets, resource))];
    return problems.map(({ code, message }) => `[${code}] ${message}`);
  }

  private demand(): GateDemand {
    const { minimumEvidence, credentials } = this.wait;
    return { purpose: this.purpose, targetFamily: this.targetFamily, minimumEvidence, credentials: credentials.kind };
  }
}
