import * as fs from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type Vpc } from 'aws-cdk-lib/aws-ec2';
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
import { dualStackVpc, ipv6OnlySubnets } from '../../support/subnets';

type MakeProps = (stack: Stack, vpc: Vpc) => Partial<ReplicationGroupProps>;

/** Groups that users are likely to have; a change of their templates is a change of deployed caches. */
const CANONICAL: Readonly<Record<string, MakeProps>> = {
  'the default': () => ({}),
  'a larger cluster that announces IPv6': () => ({
    nodeType: CacheNodeType.M7G_LARGE,
    shards: 3,
    replicasPerShard: 2,
    ipDiscovery: IpDiscovery.IPV6,
  }),
  'a group without cluster mode': () => ({ clusterMode: ClusterMode.DISABLED, replicationGroupId: 'sessions' }),
  'an IPv6-only group': (stack, vpc) => ({
    networkType: NetworkType.IPV6,
    vpcSubnets: { subnets: ipv6OnlySubnets(stack, vpc) },
  }),
  'an old IPv4 group without TLS': () => ({
    engine: CacheEngine.redis(RedisVersion.V6_2),
    networkType: NetworkType.IPV4,
    transitEncryption: TransitEncryption.DISABLED,
  }),
  'a cluster with a propagation gate': () => ({
    transitEncryption: TransitEncryption.DISABLED,
    ipDiscovery: IpDiscovery.IPV6,
  }),
};

function synthesize(makeProps: MakeProps): { readonly stack: Stack; readonly text: string } {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const vpc = dualStackVpc(stack);
  new ReplicationGroup(stack, 'Cache', { vpc, ...makeProps(stack, vpc) });
  return { stack, text: fs.readFileSync(path.join(app.synth().directory, stack.templateFile), 'utf8') };
}

/** What belongs to the group itself: the VPC is the test's, the gate has its own tests. */
function resourcesOfGroup(stack: Stack): object {
  const resources = Template.fromStack(stack).toJSON()['Resources'] as Record<string, { readonly Type: string }>;
  return Object.fromEntries(
    Object.entries(resources).filter(([logicalId, { Type }]) => logicalId.startsWith('Cache') && !Type.startsWith('Custom::')),
  );
}

describe.each(Object.entries(CANONICAL))('ReplicationGroup: %s', (_, makeProps) => {
  it('has the same template as before', () => {
    expect(resourcesOfGroup(synthesize(makeProps).stack)).toMatchSnapshot();
  });

  it('is the same byte for byte when synthesized again', () => {
    expect(synthesize(makeProps).text).toBe(synthesize(makeProps).text);
  });
});

describe('ReplicationGroup: logical ids', () => {
  it('never change, because CloudFormation would replace the resources', () => {
    const { stack } = synthesize(() => ({}));

    expect(Object.keys(resourcesOfGroup(stack)).sort()).toEqual([
      'Cache18F6EE16',
      'CacheParameterGroup32BBAE3A',
      'CacheSecurityGroup79A9F160',
      // the way from the probe of the gate
      'CacheSecurityGroupfromStackElastiCacheGatesProbe2877f0ecSecurityGroup1A97E90563797158BD64',
      'CacheSubnetGroup355C216D',
      'CacheUserGroup65B24140',
      'CacheUserGroupDefaultUserA6673134',
      'CacheUserGroupUserGateProbeDE9F3F1B',
    ]);
  });
});
