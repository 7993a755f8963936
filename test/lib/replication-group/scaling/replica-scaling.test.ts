import { Duration } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { ClusterMode, ReplicaScaling, ReplicationGroup } from '../../../../lib';
import { type ConstructFixture, describeConstruct } from '../../../support/describe-construct';
import { dualStackVpc } from '../../../support/subnets';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

function create(test: ConstructFixture, props: { readonly shards?: number; readonly clusterMode?: ClusterMode } = {}): ReplicationGroup {
  return new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), ...props });
}

describeConstruct('ReplicationGroup: auto scaling of replicas', (test) => {
  it('follows the load of the replicas', () => {
    const scaling = create(test).autoScaleReplicas({ maxReplicasPerShard: 5 });
    scaling.trackReplicaEngineCpu({ targetPercent: 40 });

    expect([scaling.minReplicasPerShard, scaling.maxReplicasPerShard]).toEqual([1, 5]);
    const template = test.template();
    template.hasResourceProperties(TARGET, {
      ScalableDimension: 'elasticache:replication-group:Replicas',
      MinCapacity: 1,
      MaxCapacity: 5,
    });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ElastiCacheReplicaEngineCPUUtilization' },
        TargetValue: 40,
      },
    });
  });

  it('goes together with auto scaling of shards', () => {
    const cache = create(test);
    cache.autoScaleShards({ maxShards: 80 }).trackMemory();
    cache.autoScaleReplicas({ maxReplicasPerShard: 5 }).scaleOnSchedule('Night', {
      schedule: Schedule.rate(Duration.days(1)),
      maxCapacity: 1,
    });

    test.template().resourceCountIs(TARGET, 2);
    expect(cache.metrics.memberIds).toHaveLength(480);
  });

  it('fails if both together may make too many nodes, whichever comes first', () => {
    const cache = create(test);
    cache.autoScaleShards({ maxShards: 84 });

    expect(() => cache.autoScaleReplicas({ maxReplicasPerShard: 5 })).toThrow(/\[ScalingTooManyNodes\] .*504 nodes/);
  });

  it.each([0, 6])('fails for %i replicas', (replicas) => {
    expect(() => create(test).autoScaleReplicas({ minReplicasPerShard: 1, maxReplicasPerShard: replicas })).toThrow(
      /\[ScalingRangeInvalid\] auto scaling of replicas .* from 1 to 5/,
    );
  });

  it('fails without cluster mode', () => {
    expect(() => create(test, { clusterMode: ClusterMode.DISABLED }).autoScaleReplicas({ maxReplicasPerShard: 5 })).toThrow(
      '[ScalingNeedsClusterMode]',
    );
  });

  it('fails the second time', () => {
    const cache = create(test);
    cache.autoScaleReplicas({ maxReplicasPerShard: 5 });

    expect(() => cache.autoScaleReplicas({ maxReplicasPerShard: 5 })).toThrow(/\[ScalingAlreadyOn\] autoScaleReplicas\(\)/);
  });

  it('works for an imported group, of which nothing is known', () => {
    const imported = ReplicationGroup.fromReplicationGroupId(test.stack, 'Imported', 'app');
    new ReplicaScaling(test.stack, 'Scaling', { replicationGroup: imported, minReplicasPerShard: 2, maxReplicasPerShard: 3 });

    test.template().hasResourceProperties(TARGET, { ResourceId: 'replication-group/app', MinCapacity: 2, MaxCapacity: 3 });
  });
});
