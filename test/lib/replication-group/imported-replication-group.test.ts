import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  CacheEndpoint,
  ClusterMode,
  IpDiscovery,
  NetworkType,
  ReplicationGroup,
  type ReplicationGroupAttributes,
  TransitEncryption,
} from '../../../lib';
import { dualStackVpc } from '../../support/subnets';

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack');
});

describe('ReplicationGroup: fromReplicationGroupId', () => {
  it('knows the id and the ARN, and nothing else', () => {
    const cache = ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'sessions');

    expect(cache.replicationGroupId).toBe('sessions');
    expect(cache.replicationGroupRef).toEqual({ replicationGroupId: 'sessions' });
    expect(JSON.stringify(stack.resolve(cache.replicationGroupArn))).toContain(':replicationgroup:sessions');
    const { configurationEndpoint, networkType, ipDiscovery, clusterMode, transitEncryption, port, shards } = cache;
    expect([configurationEndpoint, networkType, ipDiscovery, clusterMode, transitEncryption, port, shards]).toEqual(
      Array(7).fill(undefined),
    );
  });

  it('makes nothing', () => {
    ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'sessions');

    expect(Template.fromStack(stack).toJSON()).not.toHaveProperty('Resources');
  });

  it('has connections without security groups', () => {
    const cache = ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'sessions');

    expect(cache.connections.securityGroups).toEqual([]);
    expect(cache.connections.defaultPort?.toString()).toBe('6379');
  });
});

describe('ReplicationGroup: fromReplicationGroupAttributes', () => {
  it('knows what it was told', () => {
    const attributes: ReplicationGroupAttributes = {
      replicationGroupId: 'sessions',
      replicationGroupArn: 'arn:test:elasticache:eu-north-1:123456789012:replicationgroup:sessions',
      configurationEndpoint: new CacheEndpoint('config', 7000),
      primaryEndpoint: new CacheEndpoint('primary', 7000),
      readerEndpoint: new CacheEndpoint('reader', 7000),
      port: 7000,
      networkType: NetworkType.DUAL_STACK,
      ipDiscovery: IpDiscovery.IPV6,
      clusterMode: ClusterMode.ENABLED,
      transitEncryption: TransitEncryption.PREFERRED,
      shards: 3,
      replicasPerShard: 2,
    };

    const cache = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Cache', attributes);

    expect(cache).toMatchObject(attributes);
    expect(cache.env).toMatchObject({ account: '123456789012', region: 'eu-north-1' });
  });

  it('lets clients in through the given security groups', () => {
    const vpc = dualStackVpc(stack);
    const nodes = new SecurityGroup(stack, 'Nodes', { vpc });
    const client = new SecurityGroup(stack, 'Client', { vpc });
    const cache = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Cache', {
      replicationGroupId: 'sessions',
      securityGroups: [nodes],
      port: 7000,
    });

    cache.connections.allowDefaultPortFrom(client);

    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: stack.resolve(nodes.securityGroupId) as unknown,
      SourceSecurityGroupId: stack.resolve(client.securityGroupId) as unknown,
      FromPort: 7000,
    });
  });
});
