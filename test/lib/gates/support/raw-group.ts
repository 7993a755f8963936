import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, type CfnReplicationGroupProps, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';

/** A dual-stack cluster without TLS that announces IPv6, as an L1; nothing is wrong with it. */
export function rawGroup(
  scope: Construct,
  vpc: IVpc,
  overrides: Partial<CfnReplicationGroupProps> = {},
  id = 'Group',
): CfnReplicationGroup {
  const subnets = new CfnSubnetGroup(scope, `${id}Subnets`, {
    description: 'Subnets of the cache',
    subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
  });
  const nodes = new SecurityGroup(scope, `${id}Nodes`, { vpc, description: 'Nodes of the cache', allowAllOutbound: false });
  const group = new CfnReplicationGroup(scope, id, {
    replicationGroupDescription: 'A cache',
    engine: 'valkey',
    engineVersion: '8.1',
    cacheNodeType: 'cache.t4g.small',
    cacheParameterGroupName: 'default.valkey8.cluster.on',
    numNodeGroups: 3,
    replicasPerNodeGroup: 1,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: false,
    networkType: 'dual_stack',
    ipDiscovery: 'ipv6',
    port: 6380,
    snapshotRetentionLimit: 1,
    cacheSubnetGroupName: subnets.ref,
    securityGroupIds: [nodes.securityGroupId],
    ...overrides,
  });
  group.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
  Validations.of(group).acknowledge({ id: 'AwsSolutions-AEC3', reason: 'IP discovery has an effect only without TLS' });
  return group;
}
