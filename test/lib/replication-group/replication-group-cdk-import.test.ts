import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  Authentication,
  CacheParameterGroup,
  CacheSubnetGroup,
  NetworkType,
  ReplicationGroup,
  type ReplicationGroupProps,
  TransitEncryption,
} from '../../../lib';

type Json = Readonly<Record<string, unknown>>;

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const IMPORTING = { 'cdk-elasticache-dual-stack:import': true };

/** The definition of a group that exists, everything around it named as it is called. */
function definitionOf(context: Json, props: Partial<ReplicationGroupProps> = {}): Json {
  const stack = new Stack(new App({ context }), 'Stack', { env: { account: '123456789012', region: 'eu-north-1' } });
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], isolatedSubnetIds: ['subnet-1', 'subnet-2'] });
  new ReplicationGroup(stack, 'Cache', {
    vpc,
    replicationGroupId: 'sessions',
    subnetGroup: CacheSubnetGroup.fromCacheSubnetGroupName(stack, 'Subnets', 'sessions-subnets'),
    parameterGroup: CacheParameterGroup.fromCacheParameterGroupName(stack, 'Parameters', 'default.valkey8.cluster.on'),
    securityGroups: [SecurityGroup.fromSecurityGroupId(stack, 'Nodes', 'sg-0a1b2c3d')],
    authentication: Authentication.userGroup('sessions-users'),
    ...props,
  });
  const [definition] = Object.values(Template.fromStack(stack).findResources(GROUP));
  return definition as Json;
}

/** What a template says about other resources: references, attributes, dependencies. */
function mentions(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const own = Object.entries(value).filter(([name]) => ['Ref', 'Fn::GetAtt', 'Fn::Sub', 'DependsOn'].includes(name)).map(([, target]) => target as unknown);
  return [...own, ...Object.values(value).flatMap(mentions)];
}

describe('ReplicationGroup: the template for cdk import', () => {
  it('says of the group everything by name, and depends on nothing that is not there yet', () => {
    const definition = definitionOf(IMPORTING);

    expect(mentions(definition)).toEqual([]);
    expect(definition).toMatchObject({
      DeletionPolicy: 'Snapshot',
      Properties: {
        ReplicationGroupId: 'sessions',
        CacheSubnetGroupName: 'sessions-subnets',
        CacheParameterGroupName: 'default.valkey8.cluster.on',
        SecurityGroupIds: ['sg-0a1b2c3d'],
        UserGroupIds: ['sessions-users'],
      },
    });
  });

  it.each<[string, Partial<ReplicationGroupProps>]>([
    ['without authentication', { authentication: Authentication.none() }],
    ['without encryption', { authentication: Authentication.none(), transitEncryption: TransitEncryption.DISABLED }],
    ['with IPv4 only', { networkType: NetworkType.IPV4 }],
  ])('does so for a group %s', (_, props) => {
    expect(mentions(definitionOf(IMPORTING, props))).toEqual([]);
  });

  it('is different from the one that is deployed next in the order only, which is no change to the group', () => {
    const { DependsOn, ...deployed } = definitionOf({});

    expect(DependsOn).toEqual([expect.stringMatching(/^CacheReplacementGuard/)]);
    expect(deployed).toEqual(definitionOf(IMPORTING));
  });

  it('is asked for by the words of the command line as well', () => {
    expect(mentions(definitionOf({ 'cdk-elasticache-dual-stack:import': 'true' }))).toEqual([]);
    expect(mentions(definitionOf({ 'cdk-elasticache-dual-stack:import': 'false' }))).not.toEqual([]);
  });
});
