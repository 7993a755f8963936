import { type Stack } from 'aws-cdk-lib';
import { SecurityGroup, type Vpc } from 'aws-cdk-lib/aws-ec2';
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
      writeGroup(stack, `Cache${index}`, { vpc, subnetIds, userIds: [] });
    }
  },
};

/** Where a group is, and who may log in. */
interface Surroundings {
  readonly vpc: Vpc;
  readonly subnetIds: string[];
  /** Besides `default`, which is off. */
  readonly userIds: readonly string[];
}

export interface HandMadeGroup {
  readonly resource: CfnReplicationGroup;
  readonly nodes: SecurityGroup;
}

export function writeGroup(stack: Stack, id: string, { vpc, subnetIds, userIds }: Surroundings): HandMadeGroup {
  const nodes = new SecurityGroup(stack, `${id}Nodes`, { vpc, description: `Nodes of ${id}`, allowAllOutbound: false });
  const subnetGroup = new CfnSubnetGroup(stack, `${id}Subnets`, { description: `Subnets of ${id}`, subnetIds });
  const parameterGroup = new CfnParameterGroup(stack, `${id}Parameters`, {
    description: `Parameters of ${id}`,
    cacheParameterGroupFamily: 'valkey8',
    properties: { 'cluster-enabled': 'yes' },
  });
  const resource = new CfnReplicationGroup(stack, id, {
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
    securityGroupIds: [nodes.securityGroupId],
    userGroupIds: [writeUsers(stack, id, userIds).ref],
  });
  resource.cfnOptions.updatePolicy = { useOnlineResharding: true };
  return { resource, nodes };
}

function writeUsers(stack: Stack, id: string, userIds: readonly string[]): CfnUserGroup {
  const nobody = new CfnUser(stack, `${id}Nobody`, {
    engine: 'redis',
    userId: `nobody-${id.toLowerCase()}`,
    userName: 'default',
    accessString: 'off -@all',
    authenticationMode: { Type: 'no-password-required' },
  });
  return new CfnUserGroup(stack, `${id}Users`, { engine: 'redis', userGroupId: `users-${id.toLowerCase()}`, userIds: [nobody.ref, ...userIds] });
}
