import { Stack, type StackProps } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { AddressFamily, ClusterMode, PropagationGate, ReplicationGroup, TransitEncryption } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';

/**
 * A group that something else manages. What you tell of it is checked at synth; what you do not, by the gate itself.
 *
 * Context: `changeToken`, any text; the gate waits again when it changes.
 */
export class ImportedGroupStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId: 'vpc-0123456789abcdef0',
      availabilityZones: [`${this.region}a`, `${this.region}b`],
      isolatedSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
      isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
    });
    const cache = ReplicationGroup.fromReplicationGroupAttributes(this, 'Cache', {
      replicationGroupId: 'orders',
      securityGroups: [SecurityGroup.fromSecurityGroupId(this, 'Nodes', 'sg-0123456789abcdef0')],
      clusterMode: ClusterMode.ENABLED,
      transitEncryption: TransitEncryption.DISABLED,
    });
    const gate = new PropagationGate(this, 'Gate', {
      replicationGroup: cache,
      vpc,
      targetFamily: AddressFamily.IPV6,
      changeToken: String(this.node.tryGetContext('changeToken') ?? '1'),
    });
    new StringParameter(this, 'Endpoint', { stringValue: gate.configurationEndpoint.socketAddress });
  }
}
