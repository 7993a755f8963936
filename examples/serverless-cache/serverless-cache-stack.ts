import { CfnOutput, Duration, Size, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { IpProtocol, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { DailyTime, NetworkType, ServerlessCache } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';

/**
 * A serverless cache that its guard keeps from being replaced, and a client that is let in.
 *
 * Context:
 * - `networkType`: `ipv4` (default) or `dual_stack`; a deployment that changes it is refused
 * - `cacheName`: name of the cache, by default made up by the library
 * - `allowReplacement`: name of the live cache, and why its data may go
 */
export class ServerlessCacheStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      restrictDefaultSecurityGroup: false,
    });
    const cache = new ServerlessCache(this, 'Sessions', {
      vpc,
      networkType: this.context('networkType') === 'dual_stack' ? NetworkType.DUAL_STACK : NetworkType.IPV4,
      serverlessCacheName: this.context('cacheName'),
      maxDataStorage: Size.gibibytes(5),
      maxEcpuPerSecond: 5000,
      snapshotRetention: Duration.days(14),
      snapshotTime: DailyTime.at(3),
      allowReplacement: this.context('allowReplacement'),
    });
    this.letIn(cache, vpc);
    Validations.of(this).acknowledge(
      { id: 'AwsSolutions-VPC7', reason: 'nothing in this example is worth the cost of a flow log' },
      { id: 'CloudFormation-Validate::W3010', reason: 'the availability zones are named, so that synth asks no account' },
    );
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }

  /** A client is somebody in a security group with a role; here nobody wears them yet. */
  private letIn(cache: ServerlessCache, vpc: Vpc): void {
    const service = new SecurityGroup(this, 'Service', { vpc, description: 'A client of the cache', allowAllOutbound: false });
    cache.connections.allowDefaultPortFrom(service);
    const role = new Role(this, 'ServiceRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    const { userId } = cache.grants.connect(role);
    new CfnOutput(this, 'Endpoint', { value: cache.endpoint?.socketAddress ?? '' });
    new CfnOutput(this, 'User', { value: userId });
  }

  private context(name: string): string | undefined {
    const given: unknown = this.node.tryGetContext(name);
    return typeof given === 'string' ? given : undefined;
  }
}
