import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CacheNodeType, ClusterMode, ReplicationGroup } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/**
 * A cache that was made without cluster mode.
 *
 * Context:
 * - `clusterMode`: `disabled` (default), `compatible`, and last `enabled`; one step a deployment
 */
export class ToClusterModeStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      // would add a custom resource that has nothing to do with this example
      restrictDefaultSecurityGroup: false,
    });
    const clusterMode = this.chosenClusterMode();
    const cache = new ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: CacheNodeType.T4G_SMALL,
      clusterMode,
      // stays for ever: the nodes keep the ids that they began with
      startedWithoutClusterMode: clusterMode === ClusterMode.ENABLED,
    });

    // those that there are in this step
    const endpoints = { Primary: cache.primaryEndpoint, Reader: cache.readerEndpoint, Configuration: cache.configurationEndpoint };
    for (const [name, endpoint] of Object.entries(endpoints)) {
      if (endpoint !== undefined) new CfnOutput(this, `${name}Endpoint`, { value: endpoint.socketAddress });
    }
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }

  private chosenClusterMode(): ClusterMode {
    const chosen = String(this.node.tryGetContext('clusterMode') ?? 'disabled');
    const mode = Object.values(ClusterMode).find((value: string) => value === chosen);
    if (mode === undefined) throw new Error(`context clusterMode must be disabled, compatible or enabled, got ${JSON.stringify(chosen)}`);
    return mode;
  }
}
