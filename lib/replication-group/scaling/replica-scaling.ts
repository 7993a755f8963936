import { PredefinedMetric, type TargetTrackingScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { ReplicationGroupScaling } from './private/replication-group-scaling';
import { type TargetTrackingOptions } from './target-tracking-options';

/**
 * How many replicas auto scaling may choose for each shard.
 */
export interface ReplicaScalingOptions {
  /**
   * The fewest replicas of each shard, 1 to 5: `MinCapacity`.
   *
   * @default 1
   */
  readonly minReplicasPerShard?: number;

  /**
   * The most replicas of each shard, 1 to 5: `MaxCapacity`. All nodes together are at most 500.
   */
  readonly maxReplicasPerShard: number;
}

/**
 * Which group a `ReplicaScaling` scales.
 */
export interface ReplicaScalingProps extends ReplicaScalingOptions {
  /**
   * The group to scale: a `ReplicationGroup`, an imported one, or a `CfnReplicationGroup`.
   */
  readonly replicationGroup: IReplicationGroupRef;
}

/**
 * Lets Application Auto Scaling choose the number of replicas of every shard of a replication group:
 * `elasticache:replication-group:Replicas`. All shards have the same number.
 *
 * What ElastiCache does not support is refused at synth: cluster mode disabled, Valkey before 7.2 and Redis OSS before 6.0,
 * burstable and old node types, sizes other than large, xlarge and 2xlarge, Global Datastores.
 *
 * `replicasPerShard` of the group is where it starts. Leave that number alone from then on: CloudFormation sets the number of
 * replicas when it changes in the template. Change `minReplicasPerShard` and `maxReplicasPerShard` instead.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 */
export class ReplicaScaling extends ReplicationGroupScaling {
  /** The fewest replicas of each shard. */
  public readonly minReplicasPerShard: number;

  /** The most replicas of each shard. */
  public readonly maxReplicasPerShard: number;

  /**
   * @param scope where the scaling is in the construct tree
   * @param id name of the scaling in `scope`
   * @param props what to scale, and how far
   * @throws `ReplicationGroupValidationError` with everything that ElastiCache does not support
   */
  public constructor(scope: Construct, id: string, props: ReplicaScalingProps) {
    const { replicationGroup, minReplicasPerShard = 1, maxReplicasPerShard } = props;
    super(scope, id, { replicationGroup, dimension: 'replicas', min: minReplicasPerShard, max: maxReplicasPerShard });
    this.minReplicasPerShard = minReplicasPerShard;
    this.maxReplicasPerShard = maxReplicasPerShard;
  }

  /**
   * Keeps the load of the replicas where it should be: `ElastiCacheReplicaEngineCPUUtilization`, their average
   * `EngineCPUUtilization`. For many reads.
   *
   * @param options where that is
   * @throws `ReplicationGroupValidationError` (`ScalingTargetOutOfRange`) outside of 35 to 70 percent
   */
  public trackReplicaEngineCpu(options: TargetTrackingOptions = {}): TargetTrackingScalingPolicy {
    return this._track('ReplicaEngineCpu', PredefinedMetric.ELASTICACHE_REPLICA_ENGINE_CPU_UTILIZATION, options);
  }
}
