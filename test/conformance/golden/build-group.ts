import { type Stack } from 'aws-cdk-lib';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ReplicationGroup, type ReplicationGroupProps } from 'cdk-elasticache-dual-stack';
import { type Choice, type Combination, type DimensionName, DIMENSIONS } from './dimensions';

/** A VPC that something else made: the templates are about the cache. */
export function vpcIn(stack: Stack): IVpc {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    privateSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
  });
}

/** Makes the group of a combination. */
export function buildGroup(stack: Stack, combination: Combination): ReplicationGroup {
  const choices = (Object.keys(DIMENSIONS) as DimensionName[]).map((name): Choice => (DIMENSIONS[name] as Readonly<Record<string, Choice>>)[combination[name]] ?? {});
  const props = choices.reduce<Partial<ReplicationGroupProps>>((all, choice) => ({ ...all, ...choice.props?.(stack) }), {});
  const cache = new ReplicationGroup(stack, 'Cache', { vpc: vpcIn(stack), ...props });
  choices.forEach((choice) => choice.add?.(cache));
  return cache;
}
