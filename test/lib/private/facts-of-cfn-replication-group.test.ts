import { App, Aws, CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { CfnSubnet, CfnSubnetCidrBlock, type Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  CfnParameterGroup,
  CfnReplicationGroup,
  type CfnReplicationGroupProps,
  CfnSubnetGroup,
} from 'aws-cdk-lib/aws-elasticache';
import { UNKNOWN } from '../../../lib/private/fact';
import { factsOfCfnReplicationGroup } from '../../../lib/private/facts-of-cfn-replication-group';
import { type GroupFacts } from '../../../lib/private/group-facts';
import { dualStackVpc, ipv4Vpc } from '../../support/subnets';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

function group(props: Partial<CfnReplicationGroupProps>): CfnReplicationGroup {
  return new CfnReplicationGroup(stack, 'Group', { replicationGroupDescription: 'test', ...props });
}

const factsOf = (props: Partial<CfnReplicationGroupProps>): GroupFacts => factsOfCfnReplicationGroup(group(props));

function subnetGroup(subnetIds: string[]): CfnSubnetGroup {
  return new CfnSubnetGroup(stack, 'SubnetGroup', { description: 'test', subnetIds });
}

const isolatedSubnetIds = (vpc: Vpc): string[] => vpc.isolatedSubnets.map(({ subnetId }) => subnetId);

describe('factsOfCfnReplicationGroup', () => {
  it('reads what is written', () => {
    const facts = factsOf({
      replicationGroupId: 'sessions',
      engine: 'redis',
      engineVersion: '7.1',
      cacheNodeType: 'cache.r7g.large',
      networkType: 'DUAL_STACK',
      ipDiscovery: 'ipv6',
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      numNodeGroups: 3,
      replicasPerNodeGroup: 2,
      port: 7000,
      globalReplicationGroupId: 'global',
    });

    expect(facts).toMatchObject({
      replicationGroupId: 'sessions',
      engine: 'redis',
      engineVersion: '7.1',
      nodeType: 'cache.r7g.large',
      networkType: 'dual_stack',
      ipDiscovery: 'ipv6',
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      clusterMode: 'enabled',
      shards: 3,
      replicasPerShard: 2,
      noReplicasAccepted: true,
      port: 7000,
      authToken: undefined,
      userGroupCount: undefined,
      userGroupEngine: undefined,
      usersHaveIam: false,
      globalReplicationGroupId: 'global',
      subnets: [],
    });
  });

  it('leaves open what is not', () => {
    expect(factsOf({})).toMatchObject({ engine: undefined, networkType: undefined, shards: undefined, port: undefined });
  });

  it('does not guess at values of the deployment', () => {
    const port = new CfnParameter(stack, 'Port', { type: 'Number' });

    expect(factsOf({ engine: Aws.STACK_NAME, port: port.valueAsNumber, transitEncryptionEnabled: Token.asAny(port) })).toMatchObject({
      engine: UNKNOWN,
      port: UNKNOWN,
      transitEncryptionEnabled: UNKNOWN,
    });
  });

  it('sees escape hatches', () => {
    const resource = group({ engine: 'valkey', transitEncryptionEnabled: true, port: 6379 });
    resource.addPropertyDeletionOverride('TransitEncryptionEnabled');
    resource.addPropertyOverride('Port', '7000');
    resource.addPropertyOverride('AtRestEncryptionEnabled', 'true');

    expect(factsOfCfnReplicationGroup(resource)).toMatchObject({ transitEncryptionEnabled: undefined, port: 7000 });
  });

  it.each<[Partial<CfnReplicationGroupProps>, Partial<GroupFacts>]>([
    [{ numCacheClusters: 3 }, { replicasPerShard: 2 }],
    [{ nodeGroupConfiguration: [{ slots: '0-8191' }, { slots: '8192-16383' }] }, { shards: 2, clusterMode: 'enabled' }],
    [{ nodeGroupConfiguration: Token.asAny({ Ref: 'X' }) }, { shards: UNKNOWN }],
    [{ numCacheClusters: Token.asNumber({ Ref: 'X' }) }, { replicasPerShard: UNKNOWN }],
    [{ clusterMode: 'disabled' }, { clusterMode: 'disabled' }],
    [{ clusterMode: 'enabled' }, { clusterMode: 'enabled' }],
    [{ clusterMode: 'compatible' }, { clusterMode: 'compatible' }],
    [{ nodeGroupConfiguration: [{ replicaCount: 2 }, { replicaCount: 2 }] }, { replicasPerShard: 2 }],
    [{ nodeGroupConfiguration: [{ replicaCount: 2 }, { replicaCount: 1 }] }, { replicasPerShard: UNKNOWN }],
    [{ multiAzEnabled: true, automaticFailoverEnabled: true }, { multiAz: true, automaticFailover: true }],
    [{ preferredCacheClusterAZs: ['a', 'b'] }, { preferredZones: ['a', 'b'] }],
    [{ snapshotArns: Token.asList({ Ref: 'X' }) }, { snapshotArns: UNKNOWN }],
    [{ cacheParameterGroupName: 'default.redis7.cluster.on' }, { parameterGroupFamily: 'redis7', parametersEnableCluster: true }],
    [{ cacheParameterGroupName: 'default.valkey8.cluster.on' }, { clusterMode: 'enabled' }],
    [{ cacheParameterGroupName: 'default.valkey8' }, { clusterMode: 'disabled' }],
    [{ cacheParameterGroupName: 'mine' }, { clusterMode: UNKNOWN }],
    [{}, { clusterMode: UNKNOWN }],
  ])('counts and concludes: %j', (props, expected) => {
    expect(factsOf(props)).toMatchObject(expected);
  });

  it.each([
    [{ 'cluster-enabled': 'yes' }, 'enabled'],
    [{ 'cluster-enabled': 'no' }, 'disabled'],
    [undefined, 'disabled'],
    [{ 'cluster-enabled': Aws.STACK_NAME }, UNKNOWN],
  ])('looks into the parameter group: %j', (properties, expected) => {
    const parameters = new CfnParameterGroup(stack, 'Parameters', {
      cacheParameterGroupFamily: 'valkey8',
      description: 'test',
      properties,
    });

    expect(factsOf({ cacheParameterGroupName: parameters.ref }).clusterMode).toBe(expected);
  });

  it('takes over what only the author can say', () => {
    expect(factsOfCfnReplicationGroup(group({}), { noReplicasAccepted: false }).noReplicasAccepted).toBe(false);
  });
});

describe('factsOfCfnReplicationGroup: subnets', () => {
  it('follows the subnet group to subnets of this app', () => {
    const { ref } = subnetGroup(isolatedSubnetIds(dualStackVpc(stack)));

    expect(factsOf({ cacheSubnetGroupName: ref }).subnets).toEqual([
      { name: 'Stack/Vpc/PrivateSubnet1', hasIpv6: true, isIpv6Only: false },
      { name: 'Stack/Vpc/PrivateSubnet2', hasIpv6: true, isIpv6Only: false },
    ]);
  });

  it('follows it into another stack', () => {
    const { ref } = subnetGroup(isolatedSubnetIds(ipv4Vpc(new Stack(app, 'Network'))));

    const names = factsOf({ cacheSubnetGroupName: ref }).subnets.map(({ name, hasIpv6 }) => [name, hasIpv6]);
    expect(names).toEqual([
      ['Network/Vpc/PrivateSubnet1', false],
      ['Network/Vpc/PrivateSubnet2', false],
    ]);
  });

  it('finds ranges that are resources of their own', () => {
    const [first = '', second = ''] = isolatedSubnetIds(ipv4Vpc(stack));
    new CfnSubnetCidrBlock(stack, 'Range', { subnetId: first, ipv6CidrBlock: '2001:db8::/64' });

    expect(factsOf({ cacheSubnetGroupName: subnetGroup([first, second]).ref }).subnets).toMatchObject([
      { hasIpv6: true },
      { hasIpv6: false },
    ]);
  });

  it('names a bare L1 by its own path, and knows IPv6-only and IPAM', () => {
    const bare = { vpcId: 'vpc-1', availabilityZone: 'a' };
    const native = new CfnSubnet(stack, 'Native', { ...bare, ipv6Native: true });
    const ipam = new CfnSubnet(stack, 'Ipam', { ...bare, ipv6IpamPoolId: 'pool' });
    const open = new CfnSubnet(stack, 'Open', { ...bare, ipv6Native: Token.asAny({ Ref: 'X' }) });

    expect(factsOf({ cacheSubnetGroupName: subnetGroup([native.ref, ipam.ref, open.ref]).ref }).subnets).toEqual([
      { name: 'Stack/Native', hasIpv6: true, isIpv6Only: true },
      { name: 'Stack/Ipam', hasIpv6: true, isIpv6Only: false },
      { name: 'Stack/Open', hasIpv6: UNKNOWN, isIpv6Only: UNKNOWN },
    ]);
  });

  it.each([
    ['imported subnets', () => subnetGroup(['subnet-1']).ref],
    ['a list that is a token', () => subnetGroup(Token.asList({ Ref: 'X' })).ref],
    ['a name', () => 'subnets'],
    ['nothing', () => undefined],
  ])('does not guess at %s', (_, name) => {
    expect(factsOf({ cacheSubnetGroupName: name() }).subnets).toEqual([]);
  });

  it('does not judge subnets that an escape hatch replaced', () => {
    const resource = group({ cacheSubnetGroupName: subnetGroup(isolatedSubnetIds(ipv4Vpc(stack))).ref });
    resource.addPropertyOverride('CacheSubnetGroupName', 'other');

    expect(factsOfCfnReplicationGroup(resource).subnets).toEqual([]);
  });
});
