import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { CacheNodeType, IpDiscovery, ReplicationGroup } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/**
 * A cluster with TLS and IAM, as it is by default, that moves its clients between IPv4 and IPv6: only after every node was reached over
 * the new family from where the clients are, and with the clients told only after every node answered over it.
 *
 * Context:
 * - `ipDiscovery`: `ipv4` (default) or `ipv6`; deploy once with each to see the flip
 * - `gateTimeoutSeconds`: how long each gate waits, 10 to 3300 (default 1800)
 */
export class IamFlipStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const ipDiscovery = this.node.tryGetContext('ipDiscovery') === 'ipv6' ? IpDiscovery.IPV6 : IpDiscovery.IPV4;
    const timeout = Duration.seconds(Number(this.node.tryGetContext('gateTimeoutSeconds') ?? 1800));

    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      // would add a custom resource that has nothing to do with this example
      restrictDefaultSecurityGroup: false,
    });
    const cache = new ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: CacheNodeType.T4G_SMALL,
      shards: 2,
      ipDiscovery,
      propagationTimeout: timeout,
    });

    // who the client is in the network, and what it may do
    const client = new SecurityGroup(this, 'Client', { vpc, description: 'Clients of the cache', allowAllOutbound: false });
    cache.connections.allowDefaultPortFrom(client);
    const role = new Role(this, 'ClientRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    const { userId } = cache.grants.connect(role);

    // before: can every node be reached over the new family, from where the probe is and from where the client is?
    cache.addReachabilityGate('Reachability', { timeout });
    cache.addReachabilityGate('ReachabilityOfClient', { clientSecurityGroups: [client], timeout });

    // after: every node answers over the new family, as a user of the gate's own
    const gate = cache.propagation;
    const preference = new StringParameter(this, 'AddressFamily', {
      description: `Which address family the client ${userId} must prefer`,
      stringValue: ipDiscovery,
    });
    gate.protect(preference);

    new CfnOutput(this, 'Evidence', { value: gate.evidence });
    new CfnOutput(this, 'SecondsWaited', { value: gate.secondsWaited });
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }
}
