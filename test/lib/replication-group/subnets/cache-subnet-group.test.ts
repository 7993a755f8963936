import { App, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { CfnSubnet, IpProtocol, type ISubnet, Subnet, type SubnetSelection, SubnetType, Vpc, type VpcProps } from 'aws-cdk-lib/aws-ec2';
import { CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import {
  CacheSubnetGroup,
  type NetworkType,
  ReplicationGroup,
  type ReplicationGroupProps,
  TransitEncryption,
} from '../../../../lib';
import { WITHOUT_ENCRYPTION } from '../../../support/acknowledged-findings';
import { describeConstruct } from '../../../support/describe-construct';
import { dualStackVpc, ipv4Vpc, ipv6OnlySubnets } from '../../../support/subnets';

/** A VPC with IPv4 and IPv6 in isolated subnets of these names. */
const dualStackIn = (...names: string[]): VpcProps => ({
  ipProtocol: IpProtocol.DUAL_STACK,
  natGateways: 0,
  subnetConfiguration: names.map((name) => ({ name, subnetType: SubnetType.PRIVATE_ISOLATED })),
});

const SUBNET_GROUP = 'AWS::ElastiCache::SubnetGroup';
const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';

describeConstruct('CacheSubnetGroup', (test) => {
  it('has the private subnets, and a name that CloudFormation makes up', () => {
    const vpc = dualStackVpc(test.stack);
    const subnetGroup = new CacheSubnetGroup(test.stack, 'Subnets', { vpc });

    test.template().hasResourceProperties(SUBNET_GROUP, {
      SubnetIds: vpc.isolatedSubnets.map(({ subnetId }) => test.stack.resolve(subnetId) as unknown),
      Description: 'Subnets of Stack/Subnets',
      CacheSubnetGroupName: Match.absent(),
    });
    expect(subnetGroup.subnets).toEqual(vpc.isolatedSubnets);
    expect(subnetGroup.vpc).toBe(vpc);
    expect(subnetGroup.subnetGroupRef).toEqual({ cacheSubnetGroupName: subnetGroup.cacheSubnetGroupName });
    expect(subnetGroup.node.defaultChild).toBeInstanceOf(CfnSubnetGroup);
  });

  it('can be described and kept', () => {
    new CacheSubnetGroup(test.stack, 'Subnets', { vpc: dualStackVpc(test.stack), description: 'shared', removalPolicy: RemovalPolicy.RETAIN });

    test.template().hasResource(SUBNET_GROUP, { Properties: { Description: 'shared' }, DeletionPolicy: 'Retain' });
  });

  it('carries several groups', () => {
    const vpc = dualStackVpc(test.stack);
    const subnetGroup = new CacheSubnetGroup(test.stack, 'Subnets', { vpc });
    const caches = ['One', 'Two'].map((id) => new ReplicationGroup(test.stack, id, { vpc, subnetGroup }));

    const template = test.template();
    template.resourceCountIs(SUBNET_GROUP, 1);
    template.allResourcesProperties(REPLICATION_GROUP, {
      CacheSubnetGroupName: test.stack.resolve(subnetGroup.cacheSubnetGroupName) as unknown,
    });
    expect(caches.map((cache) => cache.subnetGroup)).toEqual([subnetGroup, subnetGroup]);
  });

  it('puts the probe of the gate beside the nodes', () => {
    const vpc = new Vpc(test.stack, 'Vpc', dualStackIn('One', 'Two'));
    const subnetGroup = new CacheSubnetGroup(test.stack, 'Subnets', { vpc, vpcSubnets: { subnetGroupName: 'Two' } });
    new ReplicationGroup(test.stack, 'Cache', { vpc, subnetGroup, transitEncryption: TransitEncryption.DISABLED });

    const subnetIds = vpc.selectSubnets({ subnetGroupName: 'Two' }).subnetIds.map((id) => test.stack.resolve(id) as unknown);
    test.template(WITHOUT_ENCRYPTION).hasResourceProperties('AWS::Lambda::Function', { VpcConfig: { SubnetIds: subnetIds } });
  });

  it('can be one that something else made', () => {
    const subnetGroup = CacheSubnetGroup.fromCacheSubnetGroupName(test.stack, 'Imported', 'shared');
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), subnetGroup });

    const template = test.template();
    template.hasResourceProperties(REPLICATION_GROUP, { CacheSubnetGroupName: 'shared' });
    template.resourceCountIs(SUBNET_GROUP, 0);
    expect(cache.subnetGroup).toBe(subnetGroup);
  });
});

describe('CacheSubnetGroup: supported network types', () => {
  let stack: Stack;
  beforeEach(() => {
    stack = new Stack(new App(), 'Stack');
  });

  const typesIn = (vpc: Vpc, vpcSubnets?: SubnetSelection): NetworkType[] | undefined =>
    new CacheSubnetGroup(stack, 'Subnets', { vpc, vpcSubnets }).supportedNetworkTypes;
  const mixed = (vpc: Vpc, ...others: ISubnet[]): SubnetSelection => ({ subnets: [...vpc.isolatedSubnets, ...others] });

  it('are IPv4 in subnets with IPv4 only', () => {
    expect(typesIn(ipv4Vpc(stack))).toEqual(['ipv4']);
  });

  it('are IPv4 and dual stack in subnets with both families', () => {
    expect(typesIn(dualStackVpc(stack))).toEqual(['ipv4', 'dual_stack']);
  });

  it('are IPv6 in subnets with IPv6 only', () => {
    const vpc = dualStackVpc(stack);

    expect(typesIn(vpc, { subnets: ipv6OnlySubnets(stack, vpc) })).toEqual(['ipv6']);
  });

  it('are what all subnets have in common', () => {
    const vpc = dualStackVpc(stack);
    const other = new Subnet(stack, 'Other', { vpcId: vpc.vpcId, availabilityZone: 'z', cidrBlock: '10.0.250.0/24' });

    expect(typesIn(vpc, mixed(vpc, other))).toEqual(['ipv4']);
  });

  it('are none if the subnets have nothing in common', () => {
    const vpc = dualStackVpc(stack);

    expect(typesIn(vpc, mixed(vpc, ...ipv6OnlySubnets(stack, vpc)))).toEqual([]);
  });

  it('are not known if a subnet is not defined in the app, or only known during deployment', () => {
    const vpc = dualStackVpc(stack);
    const open = new CfnSubnet(stack, 'Open', { vpcId: vpc.vpcId, availabilityZone: 'z', ipv6Native: Token.asAny({ Ref: 'X' }) });

    expect(typesIn(vpc, mixed(vpc, Subnet.fromSubnetId(stack, 'Imported', 'subnet-1')))).toBeUndefined();
    expect(
      new CacheSubnetGroup(stack, 'Others', { vpc, vpcSubnets: mixed(vpc, Subnet.fromSubnetId(stack, 'Opened', open.ref)) })
        .supportedNetworkTypes,
    ).toBeUndefined();
  });

  it('follow subnets that get an IPv6 range later', () => {
    const vpc = ipv4Vpc(stack);
    const subnetGroup = new CacheSubnetGroup(stack, 'Subnets', { vpc });
    vpc.isolatedSubnets.forEach(({ node }, index) => {
      (node.defaultChild as CfnSubnet).ipv6CidrBlock = `2001:db8:0:${index}::/64`;
    });

    expect(subnetGroup.supportedNetworkTypes).toEqual(['ipv4', 'dual_stack']);
  });
});

describe('ReplicationGroup: a subnet group that does not fit', () => {
  const CASES: readonly [string, (stack: Stack, vpc: Vpc) => Partial<ReplicationGroupProps>, string[]][] = [
    [
      'beside vpcSubnets',
      (stack, vpc) => ({ subnetGroup: new CacheSubnetGroup(stack, 'Subnets', { vpc }), vpcSubnets: { onePerAz: true } }),
      ['SubnetGroupWithVpcSubnets'],
    ],
    [
      'in another VPC, without IPv6',
      (stack) => ({ port: 0, subnetGroup: new CacheSubnetGroup(stack, 'Subnets', { vpc: ipv4Vpc(stack, 'Other') }) }),
      ['SubnetGroupInOtherVpc', 'SubnetsWithoutIpv6', 'PortOutOfRange'],
    ],
    [
      'of an L1 without the zone that is named',
      (stack, vpc) => ({
        subnetGroup: new CfnSubnetGroup(stack, 'Subnets', { description: 'raw', subnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId) }),
        nodeGroups: [{ primaryAvailabilityZone: 'eu-west-1z' }],
      }),
      ['ZoneWithoutSubnet'],
    ],
  ];

  it.each(CASES)('fails %s', (_, props, codes) => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
    const vpc = new Vpc(stack, 'Vpc', { ...dualStackIn('One'), availabilityZones: ['eu-west-1a', 'eu-west-1b'] });

    expect(() => new ReplicationGroup(stack, 'Cache', { vpc, ...props(stack, vpc) })).toThrow(expect.objectContaining({ codes }) as Error);
  });

  it('fails without subnets', () => {
    const stack = new Stack(new App(), 'Stack');
    const vpc = new Vpc(stack, 'Vpc', { subnetConfiguration: [], natGateways: 0 });

    expect(() => new CacheSubnetGroup(stack, 'Subnets', { vpc })).toThrow('[NoPrivateSubnets] vpc has no private subnets');
  });
});
