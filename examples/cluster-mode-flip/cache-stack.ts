import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { CacheNodeType, IpDiscovery, ReplicationGroup, TransitEncryption } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/**
 * A dual-stack cache whose consumers are deployed only after every node announces the chosen address family.
 *
 * Context:
 * - `ipDiscovery`: `ipv4` (default) or `ipv6`; deploy once with each to see the flip
 * - `gateTimeoutSeconds`: how long the gate waits, 10 to 3300 (default 1800)
 */
export class CacheStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const ipDiscovery = this.chosenIpDiscovery();

    // without a way to the internet: neither the cache nor the gate's probe needs one
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      // would add a custom resource that has nothing to do with this example
      restrictDefaultSecurityGroup: false,
    });

    const cache = new ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: CacheNodeType.T4G_SMALL,
      shards: 3,
      replicasPerShard: 1,
      ipDiscovery,
      // with TLS nodes announce host names, and IP discovery has no effect
      transitEncryption: TransitEncryption.DISABLED,
      propagationTimeout: Duration.seconds(this.gateTimeoutSeconds()),
    });
    // nodes of such a group announce addresses, so it makes a gate that waits until all of them announce the right ones
    const gate = cache.propagation;

    // reads the endpoint from the gate, and so waits for it
    const endpoint = new StringParameter(this, 'Endpoint', {
      description: 'Where clients of the cache start',
      stringValue: gate.configurationEndpoint.socketAddress,
    });
    // reads nothing from the gate: protect() makes it wait
    const preference = new StringParameter(this, 'AddressFamily', {
      description: 'Which address family clients of the cache must prefer',
      stringValue: ipDiscovery,
    });
    gate.protect(preference);

    new CfnOutput(this, 'EndpointParameter', { value: endpoint.parameterName });
    new CfnOutput(this, 'NodesAsked', { value: gate.nodesTotal });
    new CfnOutput(this, 'SecondsWaited', { value: gate.secondsWaited });
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }

  private chosenIpDiscovery(): IpDiscovery {
    const chosen = String(this.node.tryGetContext('ipDiscovery') ?? 'ipv4');
    if (chosen !== 'ipv4' && chosen !== 'ipv6') {
      throw new Error(`context ipDiscovery must be ipv4 or ipv6, got ${JSON.stringify(chosen)}`);
    }
    return chosen === 'ipv6' ? IpDiscovery.IPV6 : IpDiscovery.IPV4;
  }

  private gateTimeoutSeconds(): number {
    return Number(this.node.tryGetContext('gateTimeoutSeconds') ?? 1800);
  }
}
