import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type DeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import { type Topic } from 'aws-cdk-lib/aws-sns';
import {
  Authentication,
  CacheEngine,
  CacheNodeType,
  ClusterMode,
  LogDelivery,
  LogFormat,
  MaintenanceWindow,
  RecommendedAlarm,
  RedisVersion,
  ReplicationGroup,
} from 'cdk-elasticache-dual-stack';
import { Construct } from 'constructs';

/** What the cache shares with others. */
export interface SessionsCacheProps {
  readonly vpc: IVpc;
  readonly events: Topic;
  readonly logs: DeliveryStream;
}

/** One shard, most of its data on SSD, for clients that know one password and no cluster protocol. */
export class SessionsCache extends Construct {
  public constructor(scope: Construct, id: string, { vpc, events, logs }: SessionsCacheProps) {
    super(scope, id);
    const [first, second] = Stack.of(this).availabilityZones;
    const cache = new ReplicationGroup(this, 'Cache', {
      // CloudFormation then refuses by itself whatever would replace the group
      replicationGroupId: 'sessions',
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      engine: CacheEngine.redis(RedisVersion.V7_1),
      // of this family, and so with data tiering
      nodeType: CacheNodeType.R6GD_XLARGE,
      port: 6381,
      clusterMode: ClusterMode.DISABLED,
      replicasPerShard: 1,
      preferredAvailabilityZones: [first ?? '', second ?? ''],
      parameters: { 'maxmemory-policy': 'allkeys-lru', 'notify-keyspace-events': 'Ex' },
      authentication: Authentication.generatedAuthToken(),
      snapshotRetention: Duration.days(1),
      removalPolicy: RemovalPolicy.DESTROY,
      maintenanceWindow: MaintenanceWindow.of('mon:03:00-mon:05:00'),
      autoMinorVersionUpgrade: false,
      notificationTopic: events,
      slowLog: LogDelivery.firehose(logs, { format: LogFormat.TEXT }),
      engineLog: LogDelivery.cloudWatchLogs(),
    });

    cache.addAuthTokenRotation({ automaticallyAfter: Duration.days(30), previousTokenAcceptedFor: Duration.days(1) });
    const client = new Role(this, 'Client', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    cache.authTokenSecret?.grantRead(client);

    const actions = [new SnsAction(events)];
    cache.alarms.recommended({ actions, without: [RecommendedAlarm.FREEABLE_MEMORY] });
    const misses = cache.metrics.cacheMisses();
    new Alarm(this, 'Misses', {
      metric: misses,
      threshold: 10_000,
      evaluationPeriods: 5,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(...actions);
    cache.dashboard();
  }
}
