import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { DeliveryStream, S3Bucket, StreamEncryption } from 'aws-cdk-lib/aws-kinesisfirehose';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';
import { OrdersCache } from './orders-cache';
import { SessionsCache } from './sessions-cache';

/**
 * Two caches that together have every feature of `ReplicationGroup`.
 *
 * Context:
 * - `ipDiscovery`: `ipv4` (default) or `ipv6`, of the cluster
 */
export class EveryFeatureStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      // would add a custom resource that has nothing to do with this example
      restrictDefaultSecurityGroup: false,
    });
    const encryptionKey = new Key(this, 'Key', { description: 'For data of the caches on disk', enableKeyRotation: true });
    // not encrypted: ElastiCache publishes nothing to a topic with a key
    const events = new Topic(this, 'Events', { enforceSSL: true });
    const logs = this.newDeliveryStream();

    new OrdersCache(this, 'Orders', { vpc, encryptionKey, events, logs });
    new SessionsCache(this, 'Sessions', { vpc, events, logs });
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`, `${this.region}c`];
  }

  private newDeliveryStream(): DeliveryStream {
    const bucket = new Bucket(this, 'Archive', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return new DeliveryStream(this, 'Logs', {
      destination: new S3Bucket(bucket),
      encryption: StreamEncryption.awsOwnedKey(),
    });
  }
}
