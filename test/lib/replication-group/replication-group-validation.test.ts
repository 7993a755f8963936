import { App, Aspects, type CfnResource, Stack } from 'aws-cdk-lib';
import { CfnSubnet, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import {
  CacheEngine,
  CacheNodeType,
  ClusterMode,
  IpDiscovery,
  NetworkType,
  RedisVersion,
  ReplicationGroup,
  type ReplicationGroupProps,
  TransitEncryption,
} from '../../../lib';
import { ReplicationGroupValidationError } from '../../../lib/private/validation-error';
import { dualStackVpc, ipv4Vpc, ipv6OnlySubnets } from '../../support/subnets';

type OtherProps = Omit<ReplicationGroupProps, 'vpc'>;

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
});

function create(props: OtherProps, vpc: Vpc = dualStackVpc(stack)): ReplicationGroup {
  return new ReplicationGroup(stack, 'Cache', { vpc, ...props });
}

function codesOf(props: OtherProps): readonly string[] {
  try {
    create(props);
  } catch (error) {
    if (error instanceof ReplicationGroupValidationError) {
      return error.codes;
    }
    throw error;
  }
  return [];
}

describe('ReplicationGroup: fails in the constructor', () => {
  it.each<[string, OtherProps]>([
    ['IpDiscoveryNeedsIpv6', { networkType: NetworkType.IPV4, ipDiscovery: IpDiscovery.IPV6 }],
    ['GlobalDatastoreNeedsIpv4', { globalReplicationGroupId: 'global' }],
    ['EngineVersionTooOldForIpv6', { engine: CacheEngine.redis(RedisVersion.of('6.0')) }],
    ['EngineVersionTooOldForIpv6', { engine: CacheEngine.redis(RedisVersion.of('5.0.6')) }],
    ['NodeTypeNotNitro', { nodeType: CacheNodeType.of('cache.r4.large') }],
    ['NodeTypeNotNitro', { nodeType: CacheNodeType.of('cache.t2.micro') }],
    ['NodeTypeMalformed', { nodeType: CacheNodeType.of('r7g.large') }],
    [
      'TransitEncryptionModeTooNew',
      { engine: CacheEngine.redis(RedisVersion.V6_2), transitEncryption: TransitEncryption.PREFERRED },
    ],
    ['ShardsOutOfRange', { shards: 0 }],
    ['ShardsOutOfRange', { shards: 501, replicasPerShard: 0, allowNoReplicas: true }],
    ['ShardsOutOfRange', { shards: 1.5 }],
    ['ReplicasOutOfRange', { replicasPerShard: -1 }],
    ['ReplicasOutOfRange', { replicasPerShard: 6 }],
    ['ReplicasOutOfRange', { replicasPerShard: 6, clusterMode: ClusterMode.DISABLED }],
    ['TooManyNodes', { shards: 251, replicasPerShard: 1 }],
    ['TooManyNodes', { shards: 84, replicasPerShard: 5 }],
    ['ShardsNeedClusterMode', { shards: 2, clusterMode: ClusterMode.DISABLED }],
    ['ClusterModeNeedsReplica', { replicasPerShard: 0 }],
    ['PortOutOfRange', { port: 0 }],
    ['PortOutOfRange', { port: 65_536 }],
    ['PortOutOfRange', { port: Number.NaN }],
    ['ReplicationGroupIdMalformed', { replicationGroupId: 'my--cache' }],
    ['ReplicationGroupIdMalformed', { replicationGroupId: '1cache' }],
    ['ReplicationGroupIdMalformed', { replicationGroupId: 'a'.repeat(41) }],
  ])('%s: %j', (code, props) => {
    expect(codesOf(props)).toEqual([code]);
  });

  it('with all problems in one error, the path of the construct first', () => {
    const props = { shards: 0, port: 0, networkType: NetworkType.IPV4, ipDiscovery: IpDiscovery.IPV6 };

    expect(() => create(props)).toThrow(
      /^3 problems in Stack\/Cache:\n {2}\[IpDiscoveryNeedsIpv6\] .*\n {2}\[ShardsOutOfRange\] .*\n {2}\[PortOutOfRange\] /,
    );
  });

  it('naming the subnets too, if there is more to complain about', () => {
    expect(() => create({ port: 0 }, ipv4Vpc(stack))).toThrow(/\[SubnetsWithoutIpv6\] .*Stack\/Vpc\/PrivateSubnet1/);
  });

  it('for a VPC without private subnets', () => {
    const vpc = new Vpc(stack, 'Vpc', {
      natGateways: 0,
      subnetConfiguration: [{ name: 'Public', subnetType: SubnetType.PUBLIC }],
    });

    expect(() => create({}, vpc)).toThrow(/\[NoPrivateSubnets\] vpc has no private subnets/);
  });

  it('for IPv4 discovery on a group without IPv4', () => {
    const vpc = dualStackVpc(stack);
    const vpcSubnets = { subnets: ipv6OnlySubnets(stack, vpc) };

    expect(() => create({ networkType: NetworkType.IPV6, ipDiscovery: IpDiscovery.IPV4, vpcSubnets }, vpc)).toThrow(
      '[IpDiscoveryNeedsIpv4]',
    );
  });
});

describe('ReplicationGroup: accepts the limits', () => {
  it.each<OtherProps>([
    { shards: 500, replicasPerShard: 0, allowNoReplicas: true },
    { shards: 250, replicasPerShard: 1 },
    { shards: 83, replicasPerShard: 5 },
    { port: 1 },
    { port: 65_535 },
    { engine: CacheEngine.redis(RedisVersion.of('6.x')) },
    { nodeType: CacheNodeType.of('cache.x99gdn.metal') },
    { replicationGroupId: 'a'.repeat(40) },
    { networkType: NetworkType.IPV4, engine: CacheEngine.redis(RedisVersion.of('5.0.6')) },
    { networkType: NetworkType.IPV4, nodeType: CacheNodeType.of('cache.t2.micro') },
    { networkType: NetworkType.IPV4, globalReplicationGroupId: 'global' },
    { clusterMode: ClusterMode.DISABLED, replicasPerShard: 0 },
  ])('%j', (props) => {
    expect(codesOf(props)).toEqual([]);
    expect(() => app.synth()).not.toThrow();
  });
});

describe('ReplicationGroup: fails at synth', () => {
  it('naming the subnets without IPv6', () => {
    create({}, ipv4Vpc(stack));

    expect(() => app.synth()).toThrow(
      /\[Stack\/Cache\] \[SubnetsWithoutIpv6\] .*\(Stack\/Vpc\/PrivateSubnet1, Stack\/Vpc\/PrivateSubnet2\)/,
    );
  });

  it('naming the subnets that are not IPv6-only', () => {
    create({ networkType: NetworkType.IPV6 });

    expect(() => app.synth()).toThrow(/\[SubnetsNotIpv6Only\] .*Stack\/Vpc\/PrivateSubnet1/);
  });

  it('naming the subnets that have no IPv4', () => {
    const vpc = dualStackVpc(stack);
    create({ vpcSubnets: { subnets: ipv6OnlySubnets(stack, vpc) } }, vpc);

    expect(() => app.synth()).toThrow(/\[SubnetsWithoutIpv4\] .*Stack\/Ipv6Only0, Stack\/Ipv6Only1/);
  });

  it('when an escape hatch takes the word on in-transit encryption away', () => {
    const resource = create({}).node.defaultChild as CfnReplicationGroup;
    resource.addPropertyDeletionOverride('TransitEncryptionEnabled');

    expect(() => app.synth()).toThrow('[TransitEncryptionNotStated]');
  });

  it('when an escape hatch makes the properties contradict each other', () => {
    const resource = create({}).node.defaultChild as CfnReplicationGroup;
    resource.networkType = 'ipv4';
    resource.addPropertyOverride('IpDiscovery', 'ipv6');

    expect(() => app.synth()).toThrow('[IpDiscoveryNeedsIpv6]');
  });

  it('not when an aspect gives the subnets IPv6 in time', () => {
    const vpc = ipv4Vpc(stack);
    create({}, vpc);
    Aspects.of(vpc).add({
      visit: (node) => {
        if (CfnSubnet.isCfnSubnet(node)) {
          node.ipv6CidrBlock = '2001:db8::/64';
        }
      },
    });

    expect(() => app.synth()).not.toThrow();
  });

  it('not when the subnets got IPv6 by a property override', () => {
    const vpc = ipv4Vpc(stack);
    create({}, vpc);
    vpc.isolatedSubnets.forEach((subnet) => {
      (subnet.node.defaultChild as CfnResource).addPropertyOverride('Ipv6CidrBlock', '2001:db8::/64');
    });

    expect(() => app.synth()).not.toThrow();
  });

  it('not when nothing is known of the subnets', () => {
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['a', 'b'],
      isolatedSubnetIds: ['subnet-1', 'subnet-2'],
    });
    new ReplicationGroup(stack, 'Cache', { vpc });

    expect(() => app.synth()).not.toThrow();
  });
});
