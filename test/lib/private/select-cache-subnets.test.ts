import { App, Stack } from 'aws-cdk-lib';
import { type CfnSubnet, IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { selectCacheSubnets } from '../../../lib/private/select-cache-subnets';
import { NetworkType } from '../../../lib';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

function vpcWith(ipProtocol: IpProtocol, ...types: SubnetType[]): Vpc {
  return new Vpc(stack, 'Vpc', {
    ipProtocol,
    subnetConfiguration: types.map((subnetType) => ({ name: subnetType, subnetType })),
  });
}

const selected = (vpc: Vpc, networkType: NetworkType): string[] =>
  selectCacheSubnets(vpc, undefined, networkType).map(({ node }) => node.id);

const { PUBLIC, PRIVATE_ISOLATED, PRIVATE_WITH_EGRESS } = SubnetType;

describe('selectCacheSubnets', () => {
  it('prefers subnets with egress', () => {
    const vpc = vpcWith(IpProtocol.DUAL_STACK, PUBLIC, PRIVATE_ISOLATED, PRIVATE_WITH_EGRESS);

    expect(selected(vpc, NetworkType.DUAL_STACK)).toEqual(['PrivateSubnet1', 'PrivateSubnet2']);
  });

  it('takes isolated subnets if only they have IPv6', () => {
    const vpc = vpcWith(IpProtocol.IPV4_ONLY, PUBLIC, PRIVATE_ISOLATED, PRIVATE_WITH_EGRESS);
    vpc.isolatedSubnets.forEach(({ node }) => {
      (node.defaultChild as CfnSubnet).ipv6CidrBlock = '2001:db8::/64';
    });

    expect(selected(vpc, NetworkType.DUAL_STACK)).toEqual(['IsolatedSubnet1', 'IsolatedSubnet2']);
    expect(selected(vpc, NetworkType.IPV4)).toEqual(['PrivateSubnet1', 'PrivateSubnet2']);
  });

  it('leaves out single subnets that do not fit', () => {
    const vpc = vpcWith(IpProtocol.DUAL_STACK, PRIVATE_ISOLATED);
    (vpc.isolatedSubnets[0]?.node.defaultChild as CfnSubnet).ipv6CidrBlock = undefined;

    expect(selected(vpc, NetworkType.DUAL_STACK)).toEqual(['IsolatedSubnet2']);
  });

  it('takes IPv6-only subnets for IPv6 and no others', () => {
    const vpc = vpcWith(IpProtocol.DUAL_STACK, PRIVATE_ISOLATED);
    (vpc.isolatedSubnets[0]?.node.defaultChild as CfnSubnet).ipv6Native = true;

    expect(selected(vpc, NetworkType.IPV6)).toEqual(['IsolatedSubnet1']);
    expect(selected(vpc, NetworkType.DUAL_STACK)).toEqual(['IsolatedSubnet2']);
    expect(selected(vpc, NetworkType.IPV4)).toEqual(['IsolatedSubnet2']);
  });

  it('takes all private subnets if none fits, for the rules to name them', () => {
    const vpc = vpcWith(IpProtocol.IPV4_ONLY, PRIVATE_ISOLATED);

    expect(selected(vpc, NetworkType.DUAL_STACK)).toEqual(['IsolatedSubnet1', 'IsolatedSubnet2']);
  });

  it('takes nothing from a public VPC unless told to', () => {
    const vpc = vpcWith(IpProtocol.DUAL_STACK, PUBLIC);

    expect(selected(vpc, NetworkType.DUAL_STACK)).toEqual([]);
    expect(selectCacheSubnets(vpc, { subnetType: PUBLIC }, NetworkType.DUAL_STACK)).toHaveLength(2);
  });
});
