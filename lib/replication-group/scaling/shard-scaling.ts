import { PredefinedMetric, type TargetTrackingScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { ReplicationGroupValidationError } from '../../private/validation-error';
import { ReplicationGroupScaling } from './private/replication-group-scaling';
import { groupAsStated } from './private/scaled-group';
import { isDataTiered, SCALING_METRIC_UNSUPPORTED } from './private/scaling-rules';
import { type TargetTrackingOptions } from './target-tracking-options';

/**
 * How many shards auto scaling may choose.
 */
export interface ShardScalingOptions {
  /**
   * The fewest shards, 1 to 500: `MinCapacity`.
   *
   * @default 1
   */
  readonly minShards?: number;

  /**
   * The most shards, 1 to 500: `MaxCapacity`. All nodes together are at most 500.
   */
  readonly maxShards: number;
}

/**
 * Which group a `ShardScaling` scales.
 */
export interface ShardScalingProps extends ShardScalingOptions {
  /**
   * The group to scale: a `ReplicationGroup`, an imported one, or a `CfnReplicationGroup`.
   */
  readonly replicationGroup: IReplicationGroupRef;
}

/**
 * Lets Application Auto Scaling choose the number of shards of a replication group: `elasticache:replication-group:NodeGroups`.
 *
 * What ElastiCache does not support is refused at synth: cluster mode disabled, Valkey before 7.2 and Redis OSS before 6.0,
 * burstable and old node types, sizes other than large, xlarge and 2xlarge, Global Datastores.
 *
 * `shards` of the group is where it starts. Leave that number alone from then on: CloudFormation sets the number of shards when
 * it changes in the template, whatever auto scaling has made of it. Change `minShards` and `maxShards` instead.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 */
export class ShardScaling extends ReplicationGroupScaling {
  /** The fewest shards. */
  public readonly minShards: number;

  /** The most shards. */
  public readonly maxShards: number;

  /**
   * @param scope where the scaling is in the construct tree
   * @param id name of the scaling in `scope`
   * @param props what to scale, and how far
   * @throws `ReplicationGroupValidationError` with everything that ElastiCache does not support
   */
  public constructor(scope: Construct, id: string, props: ShardScalingProps) {
    const { replicationGroup, minShards = 1, maxShards } = props;
    super(scope, id, { replicationGroup, dimension: 'shards', min: minShards, max: maxShards });
    this.minShards = minShards;
    this.maxShards = maxShards;
  }

  /**
   * Keeps the load of the primaries where it should be: `ElastiCachePrimaryEngineCPUUtilization`, their average
   * `EngineCPUUtilization`. For many writes.
   *
   * @param options where that is
   * @throws `ReplicationGroupValidationError` (`ScalingTargetOutOfRange`) outside of 35 to 70 percent
   */
  public trackPrimaryEngineCpu(options: TargetTrackingOptions = {}): TargetTrackingScalingPolicy {
    return this._track('PrimaryEngineCpu', PredefinedMetric.ELASTICACHE_PRIMARY_ENGINE_CPU_UTILIZATION, options);
  }

  /**
   * Keeps the memory in use where it should be: `ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage`. For growing data.
   *
   * @param options where that is
   * @throws `ReplicationGroupValidationError` (`ScalingTargetOutOfRange`) outside of 35 to 70 percent; `ScalingMetricUnsupported`
   * with data tiering, where `trackCapacity()` is right
   */
  public trackMemory(options: TargetTrackingOptions = {}): TargetTrackingScalingPolicy {
    const group = groupAsStated(this._scaled.replicationGroup);
    if (isDataTiered(group)) {
      const message =
        `nodeType must be without data tiering to track memory, got ${JSON.stringify(group.nodeType)}, whose memory is meant to be ` +
        'full: use trackCapacity(), which counts memory and SSD';
      throw new ReplicationGroupValidationError(this, [{ code: SCALING_METRIC_UNSUPPORTED.code, message }]);
    }
    return this._track('Memory', PredefinedMetric.ELASTICACHE_DATABASE_MEMORY_USAGE_COUNTED_FOR_EVICT_PERCENTAGE, options);
  }

  /**
   * Keeps memory and, with data tiering, SSD in use where it should be:
   * `ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage`. For growing data.
   *
   * @param options where that is
   * @throws `ReplicationGroupValidationError` (`ScalingTargetOutOfRange`) outside of 35 to 70 percent
   */
  public trackCapacity(options: TargetTrackingOptions = {}): TargetTrackingScalingPolicy {
    return this._track('Capacity', PredefinedMetric.ELASTICACHE_DATABASE_CAPACITY_USAGE_COUNTED_FOR_EVICT_PERCENTAGE, options);
  }
}
