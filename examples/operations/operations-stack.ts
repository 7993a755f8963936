import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { DeliveryStream, S3Bucket, StreamEncryption } from 'aws-cdk-lib/aws-kinesisfirehose';
import { FilterPattern, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { CacheNodeType, DailyWindow, DayOfWeek, LogDelivery, LogFormat, MaintenanceWindow, ReplicationGroup } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/**
 * A cache that tells what happens in it, and when it may be worked on.
 *
 * Context:
 * - `slowerThan`: commands that take longer, in microseconds, are in the slow log (default 5000)
 */
export class OperationsStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      // would add a custom resource that has nothing to do with this example
      restrictDefaultSecurityGroup: false,
    });
    const archive = new Bucket(this, 'Archive', { blockPublicAccess: BlockPublicAccess.BLOCK_ALL, enforceSSL: true });
    const cache = new ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: CacheNodeType.T4G_SMALL,
      parameters: {
        'maxmemory-policy': 'allkeys-lru',
        'slowlog-log-slower-than': String(this.node.tryGetContext('slowerThan') ?? 5000),
      },
      maintenanceWindow: MaintenanceWindow.startingAt({ day: DayOfWeek.SUNDAY, hour: 4, duration: Duration.hours(2) }),
      snapshotWindow: DailyWindow.startingAt({ hour: 2 }),
      // not encrypted: ElastiCache publishes nothing to a topic with a key
      notificationTopic: new Topic(this, 'Events', { enforceSSL: true }),
      slowLog: LogDelivery.cloudWatchLogs({ retention: RetentionDays.THREE_MONTHS }),
      engineLog: LogDelivery.firehose(this.newDeliveryStream(archive), { format: LogFormat.TEXT }),
    });

    if (cache.slowLogGroup !== undefined) {
      new MetricFilter(this, 'SlowCommands', {
        logGroup: cache.slowLogGroup,
        filterPattern: FilterPattern.allEvents(),
        metricNamespace: 'Caches',
        metricName: 'SlowCommands',
      });
    }
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }

  private newDeliveryStream(archive: Bucket): DeliveryStream {
    return new DeliveryStream(this, 'EngineLog', { destination: new S3Bucket(archive), encryption: StreamEncryption.awsOwnedKey() });
  }
}
