import { type Stack } from 'aws-cdk-lib';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';

/** What all caches of a stack stand in. */
export function benchVpc(stack: Stack): Vpc {
  return new Vpc(stack, 'Vpc', {
    ipProtocol: IpProtocol.DUAL_STACK,
    subnetConfiguration: [{ name: 'Cache', subnetType: SubnetType.PRIVATE_ISOLATED }],
    restrictDefaultSecurityGroup: false,
  });
}
