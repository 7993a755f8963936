import { CfnResource, CustomResource, Duration, Stack, Token } from 'aws-cdk-lib';
import { type CfnReplicationGroup, type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { Construct, type IConstruct } from 'constructs';
import { type Problem, ReplicationGroupValidationError } from '../private/validation-error';
import { REPLACEMENT_GUARD_RESOURCE_TYPE, type ReplacementGuardAttributes } from './contract';
import { GateProvider } from './private/gate-provider';
import { resourceOf } from './private/gated-group';
import {
  ALLOW_REPLACEMENT_WITHOUT_REASON,
  GROUP_ALREADY_GUARDED,
  GUARD_IN_OTHER_STACK,
  GUARD_NEEDS_DEFINED_GROUP,
} from './private/guard-errors';
import { guardedProperties } from './private/guarded-properties';

/** Longer than the guard asks again where an API does not answer. */
const SERVICE_TIMEOUT = Duration.minutes(10);

/** Shorter texts hold no id and no reason. */
const SHORTEST_ALLOWANCE = 10;

/** What `protect` makes, in the group. */
const GUARD_ID = 'ReplacementGuard';

/**
 * What a replacement guard lets pass.
 */
export interface ReplacementGuardOptions {
  /**
   * Lets one replacement of the live group pass, with the loss of what it holds: its id, and why its data may go, for example
   * `'cac1x2y3z: moved to the group Orders on 2026-11-20'`. A refusal shows the id.
   *
   * The permission is used up by the replacement: the new group has another id, which the text does not name. Take it out
   * with the next change; left in, it allows nothing.
   *
   * @default - no replacement passes
   */
  readonly allowReplacement?: string;
}

/**
 * Which group a replacement guard protects, and what it lets pass.
 */
export interface ReplacementGuardProps extends ReplacementGuardOptions {
  /**
   * The replication group to protect: a `CfnReplicationGroup`, or a construct made of one, in the stack of the guard.
   */
  readonly replicationGroup: IReplicationGroupRef;
}

/**
 * Refuses an update that would put a new, empty group in the place of a live one, before anything changes.
 *
 * Some properties of a replication group can be chosen only when it is created; `NetworkType` is one of them. When such a
 * property changes, CloudFormation makes a new, empty group, points everything to it, and deletes the old one. The guard comes
 * before the group: it compares what the template is about to apply with the last deployment and with the live group, and
 * fails the deployment with each property, both values, what is at stake and the safe way. It never holds up the creation of
 * a group, a rollback or a deletion.
 *
 * `ReplacementGuard.protect(group)` is for a `ReplicationGroup` and for a `CfnReplicationGroup` alike. Guards share the functions
 * of the gates of their stack: the first gate or guard adds 15 resources, each further guard one.
 *
 * It does not see a group whose logical id changes, or that is taken out of the app: for CloudFormation that is a new group
 * and a deletion. `removalPolicy` decides what becomes of the data then.
 *
 * @example
 * import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
 * import { ReplacementGuard } from 'cdk-elasticache-dual-stack';
 *
 * declare const cacheGroup: CfnReplicationGroup;
 *
 * ReplacementGuard.protect(cacheGroup);
 */
export class ReplacementGuard extends Construct {
  /**
   * Protects a replication group of this app.
   *
   * @param replicationGroup a `CfnReplicationGroup`, or a construct made of one; the guard becomes a part of it
   * @param options what the guard lets pass
   * @throws `ReplicationGroupValidationError` for an imported group, and for one that has such a guard already
   */
  public static protect(replicationGroup: IReplicationGroupRef, options: ReplacementGuardOptions = {}): ReplacementGuard {
    const resource = resourceOf(replicationGroup);
    if (resource === undefined) {
      throw new ReplicationGroupValidationError(replicationGroup, [undefinedGroupProblem()]);
    }
    if (resource.node.tryFindChild(GUARD_ID) !== undefined) {
      throw new ReplicationGroupValidationError(resource, [alreadyGuardedProblem(resource)]);
    }
    return new ReplacementGuard(resource, GUARD_ID, { replicationGroup, ...options });
  }

  /**
   * What the guard found: `NO_GROUP` if there was nothing yet that could be lost, `UNCHANGED` if the live group stays,
   * `REPLACEMENT_ALLOWED` if it is replaced as allowed, `NOT_JUDGED` if the stack was rolling back.
   *
   * @attribute
   */
  public readonly outcome: string;

  /**
   * @param scope where the guard is in the construct tree, in the stack of the group
   * @param id name of the guard in `scope`
   * @param props which group to protect, and what to let pass
   * @throws `ReplicationGroupValidationError` with everything that is wrong
   */
  public constructor(scope: Construct, id: string, props: ReplacementGuardProps) {
    super(scope, id);
    const { replicationGroup, allowReplacement } = props;
    const group = resourceOf(replicationGroup);
    const problems = [...groupProblems(this, group), ...allowanceProblems(allowReplacement)];
    if (group === undefined || problems.length > 0) {
      throw new ReplicationGroupValidationError(this, problems);
    }
    const resource = this.newResource(group, allowReplacement);
    const attribute: keyof ReplacementGuardAttributes = 'Outcome';
    this.outcome = resource.getAttString(attribute);
  }

  private newResource(group: CfnReplicationGroup, allowReplacement: string | undefined): CustomResource {
    const provider = GateProvider.of(this);
    const access = provider.accessForGuards();
    const resource = new CustomResource(this, 'Resource', {
      resourceType: REPLACEMENT_GUARD_RESOURCE_TYPE,
      serviceToken: provider.serviceToken,
      serviceTimeout: SERVICE_TIMEOUT,
      properties: { ...guardedProperties(group, allowReplacement) },
    });
    // the guard must be able to look from its first call until its Delete is answered
    resource.node.addDependency(access.policy);
    const { defaultChild } = resource.node;
    if (CfnResource.isCfnResource(defaultChild)) {
      defaultChild.cfnOptions.condition = group.cfnOptions.condition;
      group.addDependency(defaultChild);
    }
    return resource;
  }
}

function groupProblems(guard: IConstruct, group: CfnReplicationGroup | undefined): readonly Problem[] {
  if (group === undefined) {
    return [undefinedGroupProblem()];
  }
  if (Stack.of(group) === Stack.of(guard)) {
    return [];
  }
  const message =
    `the replication group must be in the stack of its guard, got ${JSON.stringify(group.node.path)}: a guard stops the update of ` +
    'its own stack, so make it there';
  return [{ code: GUARD_IN_OTHER_STACK.code, message }];
}

function undefinedGroupProblem(): Problem {
  const message =
    'replicationGroup must be defined in this app, got an imported group: this app can not replace it, so leave the guard out, ' +
    'and put one where the group is defined';
  return { code: GUARD_NEEDS_DEFINED_GROUP.code, message };
}

function alreadyGuardedProblem(group: CfnReplicationGroup): Problem {
  const message =
    `the replication group ${JSON.stringify(group.node.path)} has a replacement guard already: leave out the second, ` +
    'and give allowReplacement to the first';
  return { code: GROUP_ALREADY_GUARDED.code, message };
}

function allowanceProblems(allowReplacement: string | undefined): readonly Problem[] {
  if (allowReplacement === undefined || Token.isUnresolved(allowReplacement) || allowReplacement.trim().length >= SHORTEST_ALLOWANCE) {
    return [];
  }
  const message =
    `allowReplacement must be at least ${SHORTEST_ALLOWANCE} characters, got ${JSON.stringify(allowReplacement)}: name the id of ` +
    'the group that may be replaced and say why its data may go; a refusal shows the id';
  return [{ code: ALLOW_REPLACEMENT_WITHOUT_REASON.code, message }];
}
