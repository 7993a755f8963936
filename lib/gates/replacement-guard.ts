import { CfnResource, CustomResource, Duration, Lazy } from 'aws-cdk-lib';
import { type IReplicationGroupRef, type IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import { Construct, type IConstruct } from 'constructs';
import { conditionOf } from '../private/final-properties';
import { ReplicationGroupValidationError } from '../private/validation-error';
import { REPLACEMENT_GUARD_RESOURCE_TYPE, type ReplacementGuardAttributes } from './contract';
import { comeBefore } from './private/come-before';
import { GateProvider } from './private/gate-provider';
import { allowanceProblems, alreadyGuardedProblem, guardSubjectProblems, undefinedSubjectProblem } from './private/guard-problems';
import { type GuardedResource, guardedResourceOf, nounOf } from './private/guarded-cache';
import { guardedProperties } from './private/guarded-properties';

/** Longer than the guard asks again where an API does not answer. */
const SERVICE_TIMEOUT = Duration.minutes(10);

/** What the static methods make, in the cache. */
const GUARD_ID = 'ReplacementGuard';

/**
 * What a replacement guard lets pass.
 */
export interface ReplacementGuardOptions {
  /**
   * Lets one replacement of the live group or serverless cache pass, with the loss of what it holds: its id or name, and why its
   * data may go, for example `'cac1x2y3z: moved to the group Orders on 2026-11-20'`. A refusal shows the id.
   *
   * The permission is used up by the replacement: what takes the place has another id, which the text does not name. Take it out
   * with the next change; left in, it allows nothing.
   *
   * @default - no replacement passes
   */
  readonly allowReplacement?: string;
}

/**
 * What a replacement guard protects, a group or a serverless cache, and what it lets pass.
 */
export interface ReplacementGuardProps extends ReplacementGuardOptions {
  /**
   * The replication group to protect: a `CfnReplicationGroup`, or a construct made of one, in the stack of the guard.
   *
   * @default - none: `serverlessCache` says what to protect
   */
  readonly replicationGroup?: IReplicationGroupRef;

  /**
   * The serverless cache to protect: a `CfnServerlessCache`, or a construct made of one, in the stack of the guard.
   *
   * @default - none: `replicationGroup` says what to protect
   */
  readonly serverlessCache?: IServerlessCacheRef;
}

/**
 * Refuses an update that would put a new, empty group in the place of a live one, before anything changes.
 *
 * Some properties of a replication group can be chosen only when it is created; `NetworkType` is one of them. When such a
 * property changes, CloudFormation makes a new, empty group, points everything to it, and deletes the old one. The guard comes
 * before the group: it compares what the template is about to apply with the last deployment and with the live group, and
 * fails the deployment with each property, both values, what is at stake and the safe way. It never holds up the creation of
 * a group, a rollback or a deletion. The same goes for serverless caches.
 *
 * Every `ReplicationGroup` and `ServerlessCache` has one, unless its `replacementGuard` is false; `ReplacementGuard.protect()` is for
 * a `CfnReplicationGroup`, `ReplacementGuard.protectServerlessCache()` for a `CfnServerlessCache`. Guards share the functions of the
 * gates of their stack: the first guard adds 13 resources (2 beside a gate), the first of the other kind of cache 2, each further
 * one adds one.
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
    return ReplacementGuard.inside(guardedResourceOf({ replicationGroup }), replicationGroup, { replicationGroup, ...options });
  }

  /**
   * Protects a serverless cache of this app.
   *
   * @param serverlessCache a `CfnServerlessCache`, or a construct made of one; the guard becomes a part of it
   * @param options what the guard lets pass
   * @throws `ReplicationGroupValidationError` for an imported cache, and for one that has such a guard already
   */
  public static protectServerlessCache(serverlessCache: IServerlessCacheRef, options: ReplacementGuardOptions = {}): ReplacementGuard {
    return ReplacementGuard.inside(guardedResourceOf({ serverlessCache }), serverlessCache, { serverlessCache, ...options });
  }

  private static inside(resource: GuardedResource | undefined, subject: IConstruct, props: ReplacementGuardProps): ReplacementGuard {
    if (resource === undefined) {
      const noun = props.serverlessCache === undefined ? 'replication group' : 'serverless cache';
      throw new ReplicationGroupValidationError(subject, [undefinedSubjectProblem(noun)]);
    }
    if (resource.node.tryFindChild(GUARD_ID) !== undefined) {
      throw new ReplicationGroupValidationError(resource, [alreadyGuardedProblem(resource)]);
    }
    return new ReplacementGuard(resource, GUARD_ID, props);
  }

  /**
   * What the guard found: `NO_GROUP` if there was nothing yet that could be lost, `UNCHANGED` if what lives stays,
   * `REPLACEMENT_ALLOWED` if it is replaced as allowed, `NOT_JUDGED` if the stack was rolling back.
   *
   * @attribute
   */
  public readonly outcome: string;

  /**
   * @param scope where the guard is in the construct tree, in the stack of what it protects
   * @param id name of the guard in `scope`
   * @param props what to protect, and what to let pass
   * @throws `ReplicationGroupValidationError` with everything that is wrong
   */
  public constructor(scope: Construct, id: string, props: ReplacementGuardProps) {
    super(scope, id);
    const { allowReplacement } = props;
    const guarded = guardedResourceOf(props);
    const problems = [...guardSubjectProblems(this, props), ...allowanceProblems(allowReplacement)];
    if (guarded === undefined || problems.length > 0) {
      throw new ReplicationGroupValidationError(this, problems);
    }
    const resource = this.newResource(guarded, allowReplacement);
    const attribute: keyof ReplacementGuardAttributes = 'Outcome';
    this.outcome = resource.getAttString(attribute);
  }

  private newResource(guarded: GuardedResource, allowReplacement: string | undefined): CustomResource {
    const provider = GateProvider.of(this);
    const access = provider.accessForGuards(nounOf(guarded));
    const resource = new CustomResource(this, 'Resource', {
      resourceType: REPLACEMENT_GUARD_RESOURCE_TYPE,
      serviceToken: provider.serviceToken,
      serviceTimeout: SERVICE_TIMEOUT,
      properties: { ...guardedProperties(guarded, allowReplacement) },
    });
    // the guard must be able to look from its first call until its Delete is answered
    resource.node.addDependency(access.policy);
    const { defaultChild } = resource.node;
    if (CfnResource.isCfnResource(defaultChild)) {
      // where there is no cache, nothing of it can be read; the condition may be given to it after this
      defaultChild.addOverride('Condition', Lazy.uncachedAny({ produce: () => conditionOf(guarded) }));
      comeBefore(guarded, defaultChild);
    }
    return resource;
  }
}
