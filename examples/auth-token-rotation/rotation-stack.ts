import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Authentication, CacheNodeType, ReplicationGroup } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

const ONE_DAY_SECONDS = 24 * 60 * 60;

/**
 * A cache with one password for all its clients, which changes every month.
 *
 * Context:
 * - `previousTokenSeconds`: how long the token before is good after a rotation (default a day)
 * - `description`: of the group; change it, and see that a deployment leaves the token as it is
 */
export class RotationStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      // would add a custom resource that has nothing to do with this example
      restrictDefaultSecurityGroup: false,
    });
    const cache = new ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: CacheNodeType.T4G_SMALL,
      description: String(this.node.tryGetContext('description') ?? 'A cache whose token changes'),
      authentication: Authentication.generatedAuthToken(),
    });
    cache.addAuthTokenRotation({
      automaticallyAfter: Duration.days(30),
      previousTokenAcceptedFor: Duration.seconds(Number(this.node.tryGetContext('previousTokenSeconds') ?? ONE_DAY_SECONDS)),
    });

    // clients read the token, and read it again when they are refused
    const client = new Role(this, 'Client', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    cache.authTokenSecret?.grantRead(client);

    new CfnOutput(this, 'TokenSecret', { value: cache.authTokenSecret?.secretArn ?? '' });
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }
}
