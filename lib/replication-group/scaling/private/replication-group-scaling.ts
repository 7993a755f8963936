import { Stack } from 'aws-cdk-lib';
import {
  type PredefinedMetric,
  ScalableTarget,
  type ScalingSchedule,
  ServiceNamespace,
  type TargetTrackingScalingPolicy,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type IRole, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { problemsFor } from '../../../gates/private/gate-rule';
import { numberFact } from '../../../private/fact-readers';
import { factsOfCfnReplicationGroup } from '../../../private/facts-of-cfn-replication-group';
import { ReplicationGroupValidationError } from '../../../private/validation-error';
import { type TargetTrackingOptions } from '../target-tracking-options';
import { groupAsStated, resourceOf } from './scaled-group';
import { type ScaledGroup, SCALING_RULES, SCALING_TARGET_OUT_OF_RANGE, type ScalingFacts } from './scaling-rules';

const LEAST_TARGET = 35;
const MOST_TARGET = 70;
const DEFAULT_TARGET = 60;
/** The role that Application Auto Scaling makes by itself, and that alone it uses, for replication groups. */
const ROLE = 'aws-service-role/elasticache.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ElastiCacheRG';

/** What a scaling changes, and how far. */
export interface ScaledDimension {
  readonly replicationGroup: IReplicationGroupRef;
  readonly dimension: ScalingFacts['dimension'];
  readonly min: number;
  readonly max: number;
}

/**
 * What scaling of shards and of replicas have in common. Not exported from the package.
 *
 * @internal
 */
export abstract class ReplicationGroupScaling extends Construct {
  /** What Application Auto Scaling changes, for policies of your own. */
  public readonly scalableTarget: ScalableTarget;

  /** @internal */
  protected readonly _scaled: ScaledDimension;

  protected constructor(scope: Construct, id: string, scaled: ScaledDimension) {
    super(scope, id);
    this._scaled = scaled;
    const problems = problemsFor(SCALING_RULES, this.facts(groupAsStated(scaled.replicationGroup)));
    if (problems.length > 0) {
      throw new ReplicationGroupValidationError(this, problems);
    }
    this.node.addValidation({
      validate: () => this.problemsAtSynthesis(),
    });
    this.scalableTarget = new ScalableTarget(this, 'Target', {
      serviceNamespace: ServiceNamespace.ELASTICACHE,
      resourceId: `replication-group/${scaled.replicationGroup.replicationGroupRef.replicationGroupId}`,
      scalableDimension: `elasticache:replication-group:${scaled.dimension === 'shards' ? 'NodeGroups' : 'Replicas'}`,
      minCapacity: scaled.min,
      maxCapacity: scaled.max,
      role: this.serviceLinkedRole(),
    });
  }

  /**
   * Changes the limits, or within them the number itself, at a time or regularly.
   *
   * @param id name of the schedule
   * @param schedule when, and the new limits; ElastiCache scales at once if the number is outside of them
   * @throws `ReplicationGroupValidationError` (`ScalingRangeInvalid` and others) for limits that can not be
   */
  public scaleOnSchedule(id: string, schedule: ScalingSchedule): void {
    const facts: ScalingFacts = {
      ...this.facts(groupAsStated(this._scaled.replicationGroup)),
      min: numberFact(schedule.minCapacity ?? this._scaled.min),
      max: numberFact(schedule.maxCapacity ?? this._scaled.max),
    };
    // where the group starts does not matter to what happens later
    const rules = SCALING_RULES.filter(({ code }) => code !== 'ScalingStartsOutside');
    const problems = problemsFor(rules, facts);
    if (problems.length > 0) {
      throw new ReplicationGroupValidationError(this, problems);
    }
    this.scalableTarget.scaleOnSchedule(id, schedule);
  }

  /** @internal */
  protected _track(id: string, predefinedMetric: PredefinedMetric, options: TargetTrackingOptions): TargetTrackingScalingPolicy {
    const { targetPercent = DEFAULT_TARGET, ...others } = options;
    const target = numberFact(targetPercent);
    if (typeof target === 'number' && !(target >= LEAST_TARGET && target <= MOST_TARGET)) {
      const message = `targetPercent must be a number from ${LEAST_TARGET} to ${MOST_TARGET}, got ${target}: change it, or leave it out for ${DEFAULT_TARGET}`;
      throw new ReplicationGroupValidationError(this, [{ code: SCALING_TARGET_OUT_OF_RANGE.code, message }]);
    }
    return this.scalableTarget.scaleToTrackMetric(id, { ...others, predefinedMetric, targetValue: targetPercent });
  }

  private problemsAtSynthesis(): string[] {
    const resource = resourceOf(this._scaled.replicationGroup);
    const group = resource === undefined ? groupAsStated(this._scaled.replicationGroup) : factsOfCfnReplicationGroup(resource);
    return problemsFor(SCALING_RULES, this.facts(group)).map(({ code, message }) => `[${code}] ${message}`);
  }

  private facts(group: ScaledGroup): ScalingFacts {
    const { replicationGroup, dimension, min, max } = this._scaled;
    const siblings = this.node.scope?.node.children ?? [];
    const other = siblings.find(
      (each): each is ReplicationGroupScaling =>
        each instanceof ReplicationGroupScaling && each !== this && each._scaled.replicationGroup === replicationGroup,
    );
    return { dimension, min: numberFact(min), max: numberFact(max), otherMax: numberFact(other?._scaled.max), group };
  }

  private serviceLinkedRole(): IRole {
    const roleArn = Stack.of(this).formatArn({ service: 'iam', region: '', resource: 'role', resourceName: ROLE });
    return Role.fromRoleArn(this, 'Role', roleArn, { mutable: false });
  }
}
