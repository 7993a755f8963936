import { Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CacheNodeType, NetworkType, ReplicationGroup } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/**
 * A group that its own guard keeps from being replaced.
 *
 * Context:
 * - `networkType`: `ipv4` (default) or `dual_stack`; a deployment that changes it is refused
 * - `allowReplacement`: id of the live group, and why its data may go
 */
export class GuardedCacheStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      restrictDefaultSecurityGroup: false,
    });
    new ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: CacheNodeType.T4G_SMALL,
      networkType: this.node.tryGetContext('networkType') === 'dual_stack' ? NetworkType.DUAL_STACK : NetworkType.IPV4,
      allowReplacement: this.allowReplacement(),
    });
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }

  private allowReplacement(): string | undefined {
    const given: unknown = this.node.tryGetContext('allowReplacement');
    return typeof given === 'string' ? given : undefined;
  }
}
