import { CfnSubnet, IpProtocol, type ISubnet, Subnet, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { type Construct } from 'constructs';

/** A VPC with IPv4 and IPv6 in every subnet. */
export function dualStackVpc(scope: Construct, id = 'Vpc'): Vpc {
  return new Vpc(scope, id, { ipProtocol: IpProtocol.DUAL_STACK, natGateways: 0, subnetConfiguration: PRIVATE_SUBNETS });
}

/** A VPC with IPv4 only. */
export function ipv4Vpc(scope: Construct, id = 'Vpc'): Vpc {
  return new Vpc(scope, id, { natGateways: 0, subnetConfiguration: PRIVATE_SUBNETS });
}

const PRIVATE_SUBNETS = [{ name: 'Private', subnetType: SubnetType.PRIVATE_ISOLATED }];

/** Two subnets of the VPC without IPv4, which the `Vpc` of the CDK can not make. */
export function ipv6OnlySubnets(scope: Construct, vpc: Vpc): ISubnet[] {
  return [0, 1].map((index) => {
    const subnet = new CfnSubnet(scope, `Ipv6Only${index}`, {
      vpcId: vpc.vpcId,
      availabilityZone: vpc.availabilityZones[index],
      ipv6CidrBlock: `2001:db8:0:${index}::/64`,
      ipv6Native: true,
    });
    return Subnet.fromSubnetAttributes(scope, `Ipv6OnlyImport${index}`, {
      subnetId: subnet.ref,
      availabilityZone: vpc.availabilityZones[index],
    });
  });
}
