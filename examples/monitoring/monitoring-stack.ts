import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CacheNodeType, NodeAggregate, RecommendedAlarm, ReplicationGroup } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/** A cluster that Application Auto Scaling sizes, with alarms and a dashboard that know all of its nodes. */
export class MonitoringStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      // would add a custom resource that has nothing to do with this example
      restrictDefaultSecurityGroup: false,
    });
    const cache = new ReplicationGroup(this, 'Cache', { vpc, nodeType: CacheNodeType.R7G_LARGE, shards: 2, replicasPerShard: 1 });

    // before the alarms: they cover as many nodes as there may be, here 12
    const shards = cache.autoScaleShards({ minShards: 2, maxShards: 4 });
    shards.trackMemory({ targetPercent: 60 });
    shards.trackPrimaryEngineCpu({ targetPercent: 50, scaleInCooldown: Duration.minutes(30) });
    const replicas = cache.autoScaleReplicas({ maxReplicasPerShard: 2 });
    replicas.trackReplicaEngineCpu();
    replicas.scaleOnSchedule('BeforeWork', { schedule: Schedule.cron({ hour: '6', minute: '0' }), minCapacity: 2 });
    replicas.scaleOnSchedule('AfterWork', { schedule: Schedule.cron({ hour: '20', minute: '0' }), minCapacity: 1 });

    const operators = new Topic(this, 'Operators', { enforceSSL: true });
    const actions = [new SnsAction(operators)];
    // this cache is meant to be full; and it is better to know of load before AWS's 90 percent
    cache.alarms.recommended({ actions, without: [RecommendedAlarm.MEMORY, RecommendedAlarm.ENGINE_CPU] });
    cache.alarms.engineCpu({ threshold: 75, actions });
    cache.alarms.evictions(10_000, { actions });

    const connections = cache.metrics.currConnections({ aggregate: NodeAggregate.SUM, label: 'all connections' });
    cache.dashboard().dashboards[0]?.addWidgets(new GraphWidget({ title: 'Clients', left: [connections] }));
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }
}
