import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { AddressFamily, PropagationGate } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/** A group as it was written before this library: only the last lines are new. */
export class RawGroupStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
      restrictDefaultSecurityGroup: false,
    });
    const subnets = new CfnSubnetGroup(this, 'Subnets', {
      description: 'Subnets of the cache',
      subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
    });
    const nodes = new SecurityGroup(this, 'Nodes', { vpc, description: 'Nodes of the cache', allowAllOutbound: false });
    const group = new CfnReplicationGroup(this, 'Group', {
      replicationGroupDescription: 'A cache',
      engine: 'valkey',
      engineVersion: '8.1',
      cacheNodeType: 'cache.t4g.small',
      cacheParameterGroupName: 'default.valkey8.cluster.on',
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: false,
      networkType: 'dual_stack',
      ipDiscovery: 'ipv6',
      port: 6379,
      snapshotRetentionLimit: 1,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [nodes.securityGroupId],
    });
    group.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);

    const gate = new PropagationGate(this, 'Gate', { replicationGroup: group, vpc, targetFamily: AddressFamily.IPV6 });
    gate.protect(new StringParameter(this, 'Consumer', { stringValue: 'deployed after every node announces IPv6' }));
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }
}
