import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Authentication, CacheNodeType, ClusterMode, ReplicationGroup } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/**
 * A cache without cluster mode: one primary, one replica, one password for all. Its gate asks both nodes, and the primary and the reader
 * endpoint, with the password; the consumers come after it.
 */
export class SingleShardStack extends Stack {
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
      clusterMode: ClusterMode.DISABLED,
      authentication: Authentication.generatedAuthToken(),
    });

    const endpoint = new StringParameter(this, 'PrimaryEndpoint', {
      description: 'Where clients of the cache write',
      stringValue: cache.primaryEndpoint?.socketAddress ?? '',
    });
    cache.propagation.protect(endpoint);

    new CfnOutput(this, 'Evidence', { value: cache.propagation.evidence });
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }
}
