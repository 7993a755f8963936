import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { type IVpc, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  AddressFamily,
  type IReplicationGroup,
  PropagationGate,
  ReplicationGroup,
  type ReplicationGroupLookupOptions,
} from '../../../lib';
import { type LiveResources, type LookedUpApp, synthWithLookups } from '../../support/lookups';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const NODE = 'AWS::ElastiCache::CacheCluster';

/** What Cloud Control tells of a cluster; without what the schema of the type calls write-only. */
const CLUSTER: Readonly<Record<string, unknown>> = {
  ReplicationGroupId: 'sessions',
  CacheNodeType: 'cache.r7g.large',
  ClusterMode: 'enabled',
  Engine: 'valkey',
  IpDiscovery: 'ipv6',
  NetworkType: 'dual_stack',
  TransitEncryptionEnabled: false,
  ConfigurationEndPoint: { Address: 'clustercfg.sessions.abc.eun1.cache.amazonaws.com', Port: '7000' },
};

const WITHOUT_CLUSTER_MODE: Readonly<Record<string, unknown>> = {
  ...CLUSTER,
  ClusterMode: 'disabled',
  TransitEncryptionEnabled: true,
  ConfigurationEndPoint: undefined,
  PrimaryEndPoint: { Address: 'master.sessions.abc.eun1.cache.amazonaws.com', Port: '6379' },
  ReaderEndPoint: { Address: 'replica.sessions.abc.eun1.cache.amazonaws.com', Port: '6379' },
};

const NODE_OF_GROUP = { EngineVersion: '8.1.0', VpcSecurityGroupIds: ['sg-1', 'sg-2'] };

const live =
  (group: Readonly<Record<string, unknown>>, nodes: readonly string[] = ['sessions-0001-001', 'sessions-001']): LiveResources =>
  (typeName, identifier) => {
    if (typeName === GROUP) {
      return identifier === 'sessions' ? group : undefined;
    }
    return typeName === NODE && nodes.includes(identifier) ? NODE_OF_GROUP : undefined;
  };

const importedVpc = (stack: Stack): IVpc =>
  Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a', 'b'], isolatedSubnetIds: ['subnet-1', 'subnet-2'] });

interface Result extends LookedUpApp {
  readonly cache: IReplicationGroup;
}

/** The group as the last synthesis knew it. */
function lookUp(resources: LiveResources, options: Partial<ReplicationGroupLookupOptions> = {}, use?: (cache: IReplicationGroup, stack: Stack) => void): Result {
  let cache: IReplicationGroup | undefined;
  const app = synthWithLookups((stack) => {
    cache = ReplicationGroup.fromLookup(stack, 'Cache', { replicationGroupId: 'sessions', ...options });
    use?.(cache, stack);
  }, resources);
  if (cache === undefined) {
    throw new Error('nothing was built');
  }
  return { ...app, cache };
}

describe('ReplicationGroup: fromLookup', () => {
  it('knows what Cloud Control tells of a cluster and of its first node', () => {
    const { cache } = lookUp(live(CLUSTER));

    expect(cache).toMatchObject({
      replicationGroupId: 'sessions',
      clusterMode: 'enabled',
      networkType: 'dual_stack',
      ipDiscovery: 'ipv6',
      transitEncryption: 'disabled',
      port: 7000,
      configurationEndpoint: { hostname: 'clustercfg.sessions.abc.eun1.cache.amazonaws.com', port: 7000 },
      nodeType: { nodeType: 'cache.r7g.large' },
      engine: { name: 'valkey', version: '8.1.0', parameterGroupFamily: 'valkey8' },
    });
    expect(cache.primaryEndpoint).toBeUndefined();
    expect(cache.connections.securityGroups.map(({ securityGroupId }) => securityGroupId)).toEqual(['sg-1', 'sg-2']);
    expect(cache.shards).toBeUndefined();
  });

  it('knows the endpoints and the one shard of a group without cluster mode', () => {
    const { cache } = lookUp(live(WITHOUT_CLUSTER_MODE), { replicasPerShard: 1 });

    expect(cache).toMatchObject({
      clusterMode: 'disabled',
      transitEncryption: 'required',
      shards: 1,
      primaryEndpoint: { hostname: 'master.sessions.abc.eun1.cache.amazonaws.com', port: 6379 },
      readerEndpoint: { hostname: 'replica.sessions.abc.eun1.cache.amazonaws.com', port: 6379 },
    });
    expect(cache.configurationEndpoint).toBeUndefined();
    expect(cache.metrics.memberIds).toEqual(['sessions-001', 'sessions-002']);
  });

  it('finds the group whatever the case of its id, as ElastiCache does', () => {
    expect(lookUp(live(CLUSTER), { replicationGroupId: 'Sessions' }).cache.replicationGroupId).toBe('sessions');
  });

  it('asks only for what every group has, because the CLI takes a missing property for an error', () => {
    const least = Object.fromEntries(Object.entries(CLUSTER).filter(([name]) => name !== 'ReplicationGroupId'));

    expect(() => lookUp(live(least))).not.toThrow();
  });

  it('does without what only the nodes tell, if they have other names', () => {
    const { cache } = lookUp(live(CLUSTER, []));

    expect(cache.connections.securityGroups).toEqual([]);
    expect(cache.engine).toBeUndefined();
  });

  it('looks at the node that is named', () => {
    const { cache } = lookUp(live(CLUSTER, ['one']), { memberIds: ['one', 'two'] });

    expect(cache.connections.securityGroups).toHaveLength(2);
    expect(cache.metrics.memberIds).toEqual(['one', 'two']);
  });

  it('looks at the first node of a group that got cluster mode later', () => {
    const { cache } = lookUp(live(CLUSTER, ['sessions-001']), { startedWithoutClusterMode: true, shards: 2, replicasPerShard: 0 });

    expect(cache.connections.securityGroups).toHaveLength(2);
    expect(cache.metrics.memberIds).toEqual(['sessions-001', 'sessions-0002-001']);
  });

  it('does not look at nodes if it is given the security groups', () => {
    const { context } = lookUp(live(CLUSTER), {}, undefined);
    expect(Object.keys(context)).toHaveLength(3);
    const given = synthWithLookups((stack) => {
      const securityGroups = [SecurityGroup.fromSecurityGroupId(stack, 'Nodes', 'sg-9')];
      ReplicationGroup.fromLookup(stack, 'Cache', { replicationGroupId: 'sessions', securityGroups });
    }, live(CLUSTER));

    expect(Object.keys(given.context)).toHaveLength(2);
  });

  it('fails for a group that is not there, in the words of the CLI', () => {
    expect(() => lookUp(() => undefined)).toThrow(`No resource of type ${GROUP} with identifier: sessions`);
  });

  it('fails for an id that is a token', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'eu-north-1' } });
    const replicationGroupId = new CfnParameter(stack, 'Id').valueAsString;

    expect(() => ReplicationGroup.fromLookup(stack, 'Cache', { replicationGroupId })).toThrow('[LookupNeedsLiteral]');
  });

  it('fails in a stack that does not say where it is, in the words of the CDK', () => {
    const stack = new Stack(new App(), 'Stack');

    expect(() => ReplicationGroup.fromLookup(stack, 'Cache', { replicationGroupId: 'sessions' })).toThrow('account/region are not specified');
  });
});

describe('ReplicationGroup: fromLookup before anybody has looked', () => {
  it('lets the whole app be built: gates, alarms, endpoints, rules of security groups', () => {
    const { assembly, rounds } = lookUp(live(CLUSTER), { shards: 2, replicasPerShard: 1 }, (cache, stack) => {
      const vpc = importedVpc(stack);
      new PropagationGate(stack, 'Gate', { replicationGroup: cache, vpc, targetFamily: AddressFamily.IPV6 });
      cache.connections.allowDefaultPortFrom(new SecurityGroup(stack, 'Client', { vpc }));
      cache.alarms.recommended();
      new CfnOutput(stack, 'Endpoint', { value: cache.configurationEndpoint?.socketAddress ?? 'none' });
    });

    expect(rounds).toBe(3);
    const template = assembly.getStackByName('Stack').template as { Outputs: Record<string, { Value: string }> };
    expect(template.Outputs['Endpoint']?.Value).toBe('clustercfg.sessions.abc.eun1.cache.amazonaws.com:7000');
    expect(JSON.stringify(template)).not.toContain('not-looked-up');
    expect(JSON.stringify(template)).not.toContain('sg-12345678');
  });

  it.each(Object.values(AddressFamily))('judges nothing that it does not know: a gate for %s', (targetFamily) => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'eu-north-1' } });
    const replicationGroup = ReplicationGroup.fromLookup(stack, 'Cache', { replicationGroupId: 'sessions' });
    new PropagationGate(stack, 'Gate', { replicationGroup, vpc: importedVpc(stack), targetFamily });

    expect(app.synth().manifest.missing).toHaveLength(1);
  });

  it('judges afterwards', () => {
    const gateForIpv4 = (replicationGroup: IReplicationGroup, stack: Stack): void => {
      new PropagationGate(stack, 'Gate', { replicationGroup, vpc: importedVpc(stack), targetFamily: AddressFamily.IPV4 });
    };

    expect(() => lookUp(live(CLUSTER), {}, gateForIpv4)).toThrow('[FamilyNotAnnounced]');
  });

  it('asks the same questions every time, so that cdk.context.json stays as it is', () => {
    const [first, second] = [lookUp(live(CLUSTER)), lookUp(live(CLUSTER))];

    expect(Object.keys(second.context)).toEqual(Object.keys(first.context));
    expect(Object.keys(first.context).sort()).toMatchSnapshot();
  });
});
