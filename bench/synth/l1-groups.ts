import { type Stack } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnParameterGroup, CfnReplicationGroup, CfnSubnetGroup, CfnUser, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import { benchVpc } from './bench-vpc';
import { type Variant } from './variant';

/** The L1s that a `ReplicationGroup` makes, written by hand. */
export const l1Groups: Variant = {
  name: 'l1',
  title: 'the same L1s, by hand',
  write: (stack, groups) => {
    const vpc = benchVpc(stack);
    const subnetIds = vpc.isolatedSubnets.map(({ subnetId }) => subnetId);
    for (let index = 0; index < groups; index += 1) {
      writeGroup(stack, `Cache${index}`, vpc.vpcId, subnetIds);
    }
  },
};

function writeGroup(stack: Stack, id: string, vpcId: string, subnetIds: string[]): void {
  const nodes = new CfnSecurityGroup(stack, `${id}Nodes`, {
    vpcId,
    groupDescription: `Nodes of ${id}`,
    securityGroupEgress: [
      { cidrIp: '255.255.255.255/32', description: 'Disallow all traffic', ipProtocol: 'icmp', fromPort: 252, toPort: 86 },
    ],
  });
  const subnetGroup = new CfnSubnetGroup(stack, `${id}Subnets`, { description: `Subnets of ${id}`, subnetIds });
  const parameterGroup = new CfnParameterGroup(stack, `${id}Parameters`, {
    description: `Parameters of ${id}`,
    cacheParameterGroupFamily: 'valkey8',
    properties: { 'cluster-enabled': 'yes' },
  });
  const group = new CfnReplicationGroup(stack, id, {
    replicationGroupDescription: id,
    engine: 'valkey',
    engineVersion: '8.1',
    cacheNodeType: 'cache.r7g.large',
    clusterMode: 'enabled',
    numNodeGroups: 1,
    replicasPerNodeGroup: 1,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    networkType: 'dual_stack',
    ipDiscovery: 'ipv4',
    port: 6379,
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    autoMinorVersionUpgrade: true,
    snapshotRetentionLimit: 7,
    cacheSubnetGroupName: subnetGroup.ref,
    cacheParameterGroupName: parameterGroup.ref,
    securityGroupIds: [nodes.attrGroupId],
    userGroupIds: [writeUsers(stack, id).ref],
  });
  group.cfnOptions.updatePolicy = { useOnlineResharding: true };
}

function writeUsers(stack: Stack, id: string): CfnUserGroup {
  const nobody = new CfnUser(stack, `${id}Nobody`, {
    engine: 'redis',
    userId: `nobody-${id.toLowerCase()}`,
    userName: 'default',
    accessString: 'off -@all',
    authenticationMode: { Type: 'no-password-required' },
  });
  return new CfnUserGroup(stack, `${id}Users`, { engine: 'redis', userGroupId: `users-${id.toLowerCase()}`, userIds: [nobody.ref] });
}
