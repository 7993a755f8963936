import { type Stack } from 'aws-cdk-lib';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Authentication, CacheEngine, RedisVersion, ReplicationGroup, TransitEncryption } from '../../../lib';

/** A VPC that is somebody else's business. */
function vpcOf(stack: Stack): IVpc {
  return Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-central-1a', 'eu-central-1b'],
    isolatedSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
  });
}

/** Groups that the packs of rules judge, by what they show. */
export const COMPLIANT_GROUPS: Readonly<Record<string, (stack: Stack) => ReplicationGroup>> = {
  'the default group': (stack) => new ReplicationGroup(stack, 'Cache', { vpc: vpcOf(stack) }),
  'a group with an AUTH token that is rotated': (stack) => {
    const cache = new ReplicationGroup(stack, 'Cache', { vpc: vpcOf(stack), authentication: Authentication.generatedAuthToken() });
    cache.addAuthTokenRotation();
    return cache;
  },
  'a group of Redis OSS': (stack) => new ReplicationGroup(stack, 'Cache', { vpc: vpcOf(stack), engine: CacheEngine.redis(RedisVersion.V7_1) }),
  'a group without authentication': (stack) => new ReplicationGroup(stack, 'Cache', { vpc: vpcOf(stack), authentication: Authentication.none() }),
  'a group without TLS, with a gate': (stack) => new ReplicationGroup(stack, 'Cache', { vpc: vpcOf(stack), transitEncryption: TransitEncryption.DISABLED }),
};
