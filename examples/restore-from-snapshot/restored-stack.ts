import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CacheNodeType, DailyWindow, ReplicationGroup, RestoreFrom } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/**
 * A cluster with the data of another one, in shards one by one.
 *
 * Context:
 * - `snapshot`: name of the snapshot to begin with (default `orders-of-yesterday`)
 */
export class RestoredStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      // would add a custom resource that has nothing to do with this example
      restrictDefaultSecurityGroup: false,
    });
    const [first, second] = this.availabilityZones;
    new ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: CacheNodeType.T4G_SMALL,
      restoreFrom: RestoreFrom.snapshot(String(this.node.tryGetContext('snapshot') ?? 'orders-of-yesterday')),
      replicasPerShard: 1, // of every shard that does not say otherwise
      nodeGroups: [
        { slots: '0-12287', primaryAvailabilityZone: first, replicaAvailabilityZones: [second ?? ''] },
        { slots: '12288-16383', replicaCount: 2 },
      ],
      snapshotRetention: Duration.days(14),
      snapshotWindow: DailyWindow.of('03:00-04:00'),
    });
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }
}
