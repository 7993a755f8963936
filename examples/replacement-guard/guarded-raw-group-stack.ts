import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { IpProtocol, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { ReplacementGuard } from 'cdk-elasticache-dual-stack';
import { type Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings';

/** A group as it was written before this library: only the last lines are new. The context is that of `GuardedCacheStack`. */
export class GuardedRawGroupStack extends Stack {
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
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      networkType: String(this.node.tryGetContext('networkType') ?? 'ipv4'),
      port: 6379,
      snapshotRetentionLimit: 1,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [nodes.securityGroupId],
    });
    group.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);

    const allowReplacement: unknown = this.node.tryGetContext('allowReplacement');
    ReplacementGuard.protect(group, { allowReplacement: typeof allowReplacement === 'string' ? allowReplacement : undefined });
    acknowledgeFindings(this);
  }

  /** Named, so that the CDK CLI need not ask an account for them. */
  public override get availabilityZones(): string[] {
    return [`${this.region}a`, `${this.region}b`];
  }
}
