import { Aspects, Stack } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { CfnVPC, CfnVPCCidrBlock, IpAddresses, IpProtocol, type IVpc, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AddressRange, NetworkAccess, NetworkType, ReplicationGroup, type VpcAccessOptions } from '../../../lib';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc, ipv4Vpc, ipv6OnlySubnets } from '../../support/subnets';

const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const ONLY_PORT = { IpProtocol: 'tcp', FromPort: 6379, ToPort: 6379 };

type Rule = Readonly<Record<string, unknown>>;

interface Resource {
  readonly Properties?: { readonly SecurityGroupIngress?: readonly Rule[] } & Rule;
}

/** The rules that let somebody in, other than the automatic gates: those within security groups, and those that are resources. */
function rulesIn(template: Template): readonly Rule[] {
  const inline = Object.values(template.findResources(SECURITY_GROUP)).flatMap(({ Properties }: Resource) => Properties?.SecurityGroupIngress ?? []);
  const own = Object.values(template.findResources(INGRESS)).map(({ Properties }: Resource): Rule => Properties ?? {});
  return [...inline, ...own].filter(({ Description }) => Description !== 'gate probe to the cache');
}

const attribute = (name: string): object => ({ 'Fn::GetAtt': [expect.stringMatching(/^Vpc/), name] });
const ipv6Cidr = (index: number): object => ({ 'Fn::Select': [index, attribute('Ipv6CidrBlocks')] });
const anything = expect.anything() as unknown;

describeConstruct('ReplicationGroup: allowFromVpc', (test) => {
  it('opens the port for both families of a dual-stack VPC', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    cache.allowFromVpc();

    expect(rulesIn(test.template())).toEqual([
      { ...ONLY_PORT, GroupId: anything, CidrIp: attribute('CidrBlock'), Description: expect.stringMatching(/^from StackVpc\w+ ipv4 1:6379$/) as unknown },
      { ...ONLY_PORT, GroupId: anything, CidrIpv6: ipv6Cidr(0), Description: expect.stringMatching(/^from StackVpc\w+ ipv6 1:6379$/) as unknown },
    ]);
  });

  it('waits for the range that Amazon chooses, without making the group wait', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack) });

    cache.allowFromVpc();

    const template = test.template();
    template.hasResource(INGRESS, { Properties: { CidrIpv6: Match.anyValue() }, DependsOn: [Match.stringLikeRegexp('^Vpcipv6cidr')] });
    template.hasResource(INGRESS, { Properties: { CidrIp: Match.anyValue() }, DependsOn: Match.absent() });
    template.hasResource(SECURITY_GROUP, { DependsOn: Match.absent() });
  });

  it('opens it for further ranges of both families too', () => {
    const vpc = dualStackVpc(test.stack);
    new CfnVPCCidrBlock(test.stack, 'Second', { vpcId: vpc.vpcId, cidrBlock: '100.64.0.0/16' });
    new CfnVPCCidrBlock(test.stack, 'SecondOfIpv6', { vpcId: vpc.vpcId, amazonProvidedIpv6CidrBlock: true });
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc });

    cache.allowFromVpc();

    const rules = rulesIn(test.template());
    expect(rules.map(({ CidrIp }) => CidrIp).filter(Boolean)).toEqual(['100.64.0.0/16', attribute('CidrBlock')]);
    expect(rules.map(({ CidrIpv6 }) => CidrIpv6).filter(Boolean)).toEqual([ipv6Cidr(0), ipv6Cidr(1)]);
  });

  it('takes ranges of IPv6 as they are written, if all are', () => {
    const vpc = new Vpc(test.stack, 'Vpc', { ipAddresses: IpAddresses.cidr('10.0.0.0/16'), natGateways: 0, subnetConfiguration: [{ name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED }] });
    new CfnVPCCidrBlock(test.stack, 'Own', { vpcId: vpc.vpcId, ipv6CidrBlock: '2001:db8::/56', ipv6Pool: 'ipv6pool-1' });
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, vpcSubnets: { subnets: ipv6OnlySubnets(test.stack, vpc) }, networkType: NetworkType.IPV6 });

    cache.allowFromVpc();

    expect(rulesIn(test.template())).toMatchObject([{ CidrIpv6: '2001:db8::/56' }]);
  });

  it.each<[NetworkType, string]>([
    [NetworkType.IPV4, 'CidrIp'],
    [NetworkType.IPV6, 'CidrIpv6'],
  ])('opens it only for the family of the nodes: %s', (networkType, field) => {
    const vpc = dualStackVpc(test.stack);
    const vpcSubnets = networkType === NetworkType.IPV6 ? { subnets: ipv6OnlySubnets(test.stack, vpc) } : undefined;
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, vpcSubnets, networkType });

    cache.allowFromVpc({ description: 'the house' });

    expect(rulesIn(test.template())).toEqual([{ ...ONLY_PORT, GroupId: anything, [field]: anything, Description: 'the house' }]);
  });

  it('works across stacks', () => {
    const { stack } = test;
    const network = new Stack(test.app, 'Network');
    const cache = new ReplicationGroup(stack, 'Cache', { vpc: dualStackVpc(network) });

    cache.allowFromVpc();

    expect(rulesIn(test.template())).toMatchObject([
      { CidrIp: { 'Fn::ImportValue': expect.any(String) as unknown } },
      { CidrIpv6: { 'Fn::Select': [0, { 'Fn::Split': ['||', { 'Fn::ImportValue': expect.any(String) as unknown }] }] } },
    ]);
  });

  it('reaches security groups that were imported', () => {
    const vpc = dualStackVpc(test.stack);
    const securityGroups = [SecurityGroup.fromSecurityGroupId(test.stack, 'Nodes', 'sg-12345678')];
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, securityGroups });

    cache.allowFromVpc();

    expect(rulesIn(test.template())).toMatchObject([
      { GroupId: 'sg-12345678', CidrIp: attribute('CidrBlock') },
      { GroupId: 'sg-12345678', CidrIpv6: ipv6Cidr(0) },
    ]);
  });

  it('leaves security groups alone that must not be changed', () => {
    const vpc = dualStackVpc(test.stack);
    const securityGroups = [SecurityGroup.fromSecurityGroupId(test.stack, 'Nodes', 'sg-12345678', { mutable: false })];
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, securityGroups });

    cache.allowFromVpc();

    expect(rulesIn(test.template())).toEqual([]);
  });
});

describeConstruct('ReplicationGroup: allowFromVpc of an imported VPC', (test) => {
  const importVpc = (vpcCidrBlock?: string): IVpc =>
    Vpc.fromVpcAttributes(test.stack, 'Vpc', {
      vpcId: 'vpc-12345678',
      vpcCidrBlock,
      availabilityZones: ['a', 'b'],
      isolatedSubnetIds: ['subnet-1', 'subnet-2'],
    });
  const cacheIn = (vpc: IVpc, networkType?: NetworkType): ReplicationGroup => new ReplicationGroup(test.stack, 'Cache', { vpc, networkType });

  it('takes the ranges that are named', () => {
    cacheIn(importVpc('10.0.0.0/16')).allowFromVpc({ ipv6CidrBlocks: ['2001:db8::/56', '2001:db8:1::/56'] });

    expect(rulesIn(test.template())).toMatchObject([{ CidrIp: '10.0.0.0/16' }, { CidrIpv6: '2001:db8::/56' }, { CidrIpv6: '2001:db8:1::/56' }]);
  });

  it('takes named ranges instead of what it knows', () => {
    cacheIn(importVpc('10.0.0.0/16')).allowFromVpc({ ipv4CidrBlocks: ['10.0.0.0/16', '100.64.0.0/16'], ipv6CidrBlocks: [] });

    expect(rulesIn(test.template())).toMatchObject([{ CidrIp: '10.0.0.0/16' }, { CidrIp: '100.64.0.0/16' }]);
  });

  it('asks for nothing that it does not need', () => {
    cacheIn(importVpc('10.0.0.0/16'), NetworkType.IPV4).allowFromVpc();

    expect(rulesIn(test.template())).toMatchObject([{ CidrIp: '10.0.0.0/16' }]);
  });

  it('knows ranges that the app gives to it', () => {
    const vpc = importVpc('10.0.0.0/16');
    new CfnVPCCidrBlock(test.stack, 'Second', { vpcId: 'vpc-12345678', cidrBlock: '100.64.0.0/16' });
    new CfnVPCCidrBlock(test.stack, 'OfAnother', { vpcId: 'vpc-87654321', cidrBlock: '100.65.0.0/16' });

    cacheIn(vpc, NetworkType.IPV4).allowFromVpc();

    expect(rulesIn(test.template())).toMatchObject([{ CidrIp: '10.0.0.0/16' }, { CidrIp: '100.64.0.0/16' }]);
  });

  it('fails for every family of which nothing is known', () => {
    const cache = cacheIn(importVpc());

    expect(() => {
      cache.allowFromVpc();
    }).toThrow(/^2 problems in Stack\/Cache:\n {2}\[VpcCidrUnknown\] .* IPv4 .*"Stack\/Vpc".*ipv4CidrBlocks.*\n {2}\[VpcCidrUnknown\] .* IPv6 .*ipv6CidrBlocks/);
  });

  it.each<VpcAccessOptions>([{ ipv6CidrBlocks: ['10.0.0.0/16'] }, { ipv4CidrBlocks: ['2001:db8::/56'] }])(
    'fails for a range in the wrong place: %j',
    (options) => {
      const cache = cacheIn(importVpc('10.0.0.0/16'));

      expect(() => {
        cache.allowFromVpc({ ipv6CidrBlocks: [], ...options });
      }).toThrow('[CidrOfOtherFamily]');
    },
  );
});

describeConstruct('ReplicationGroup: allowFromVpc and ranges that nobody can know', (test) => {
  it('fails for a further range from a pool', () => {
    const vpc = ipv4Vpc(test.stack);
    new CfnVPCCidrBlock(test.stack, 'Pooled', { vpcId: vpc.vpcId, ipv4IpamPoolId: 'ipam-pool-1', ipv4NetmaskLength: 20 });
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, networkType: NetworkType.IPV4 });

    expect(() => {
      cache.allowFromVpc();
    }).toThrow('[VpcCidrUnknown]');
  });

  it('knows the first range even if it comes from a pool', () => {
    const vpc = new Vpc(test.stack, 'Vpc', {
      ipAddresses: IpAddresses.awsIpamAllocation({ ipv4IpamPoolId: 'ipam-pool-1', ipv4NetmaskLength: 16, defaultSubnetIpv4NetmaskLength: 24 }),
      natGateways: 0,
      subnetConfiguration: [{ name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED }],
    });
    new ReplicationGroup(test.stack, 'Cache', { vpc, networkType: NetworkType.IPV4 }).allowFromVpc();

    expect(rulesIn(test.template())).toMatchObject([{ CidrIp: attribute('CidrBlock') }]);
  });

  it('fails at synth for a range that the VPC got later', () => {
    const vpc = ipv4Vpc(test.stack);
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, networkType: NetworkType.IPV4 });
    cache.allowFromVpc();
    new CfnVPCCidrBlock(test.stack, 'Late', { vpcId: vpc.vpcId, cidrBlock: '100.64.0.0/16' });

    expect(() => test.app.synth()).toThrow('[VpcCidrAddedLater] the VPC got the IPv4 range "Stack/Late" after allowFromVpc() was called');
  });

  it('fails at synth for a range that an aspect adds', () => {
    const vpc = dualStackVpc(test.stack);
    new ReplicationGroup(test.stack, 'Cache', { vpc }).allowFromVpc();
    Aspects.of(test.stack).add({
      visit: (node) => {
        if (CfnVPC.isCfnVPC(node)) {
          new CfnVPCCidrBlock(test.stack, 'Late', { vpcId: node.ref, amazonProvidedIpv6CidrBlock: true });
        }
      },
    });

    expect(() => test.app.synth()).toThrow('[VpcCidrAddedLater] the VPC got the IPv6 range');
  });

  it('does not mind later ranges where all are named', () => {
    const vpc = ipv4Vpc(test.stack);
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc, networkType: NetworkType.IPV4 });
    cache.allowFromVpc({ ipv4CidrBlocks: ['10.0.0.0/8'] });
    new CfnVPCCidrBlock(test.stack, 'Late', { vpcId: vpc.vpcId, cidrBlock: '100.64.0.0/16' });

    expect(() => test.app.synth()).not.toThrow();
  });
});

describeConstruct('ReplicationGroup: allowFromRanges', (test) => {
  it('puts every range into the property of its family', () => {
    const cache = new ReplicationGroup(test.stack, 'Cache', { vpc: dualStackVpc(test.stack), port: 7000 });

    cache.allowFromRanges(AddressRange.of('10.20.0.0/16'), AddressRange.of('2001:db8:20::/48'));

    expect(rulesIn(test.template())).toEqual([
      { IpProtocol: 'tcp', FromPort: 7000, ToPort: 7000, CidrIp: '10.20.0.0/16', Description: expect.any(String) as unknown },
      { IpProtocol: 'tcp', FromPort: 7000, ToPort: 7000, CidrIpv6: '2001:db8:20::/48', Description: expect.any(String) as unknown },
    ]);
  });
});

describeConstruct('NetworkAccess', (test) => {
  it('opens an imported group', () => {
    const vpc = new Vpc(test.stack, 'Vpc', { ipProtocol: IpProtocol.DUAL_STACK, natGateways: 0, subnetConfiguration: [{ name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED }] });
    const nodes = new SecurityGroup(test.stack, 'Nodes', { vpc, allowAllOutbound: false });
    const cache = ReplicationGroup.fromReplicationGroupAttributes(test.stack, 'Cache', { replicationGroupId: 'sessions', securityGroups: [nodes] });

    NetworkAccess.fromReplicationGroup(cache).allowFromVpc(vpc);
    NetworkAccess.fromReplicationGroup(cache).allowFromRanges(AddressRange.of('192.168.0.0/24'));

    expect(rulesIn(test.template()).map((rule) => Object.keys(rule).find((name) => name.startsWith('Cidr')))).toEqual(['CidrIp', 'CidrIp', 'CidrIpv6']);
  });

  it('fails for a group of which no security group is known, instead of making no rule', () => {
    const access = NetworkAccess.fromReplicationGroup(ReplicationGroup.fromReplicationGroupId(test.stack, 'Cache', 'sessions'));

    expect(() => {
      access.allowFromRanges(AddressRange.of('192.168.0.0/24'));
    }).toThrow('[NoSecurityGroupToOpen]');
    expect(() => {
      access.allowFromVpc(dualStackVpc(test.stack));
    }).toThrow('[NoSecurityGroupToOpen]');
  });
});
