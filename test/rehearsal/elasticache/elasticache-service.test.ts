import { DescribeCacheClustersCommand, DescribeReplicationGroupsCommand, ElastiCacheClient, paginateDescribeCacheClusters } from '@aws-sdk/client-elasticache';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { elastiCacheService } from '../../../rehearsal/elasticache/elasticache-service';
import { ReplicationGroups } from '../../../rehearsal/elasticache/replication-groups';
import { type FrontDoor, startFrontDoor } from '../../../rehearsal/http/front-door';
import { Iam } from '../../../rehearsal/iam/iam';
import { contextOf } from '../resource-context';

const TYPE = 'AWS::ElastiCache::ReplicationGroup';
const ARN = 'arn:aws:elasticache:us-east-1:123456789012';

describe('the API of ElastiCache, through the real client', () => {
  const iam = new Iam(() => undefined);
  const groups = new ReplicationGroups({ log: () => undefined, startNodes: startEmbeddedCluster });
  let door: FrontDoor;
  let roleArn = '';
  const clients: ElastiCacheClient[] = [];

  const clientOf = (accessKeyId: string) => {
    const client = new ElastiCacheClient({ endpoint: door.url, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey: 'x' }, maxAttempts: 1 });
    clients.push(client);
    return client;
  };
  const group = (ReplicationGroupId: string, properties: object) =>
    groups.providers[TYPE]?.create({ ReplicationGroupDescription: 'for tests', ReplicationGroupId, ...properties }, contextOf(TYPE, 'Cache'));

  beforeAll(async () => {
    door = await startFrontDoor({
      services: [elastiCacheService(groups, iam, { region: 'us-east-1', account: '123456789012' })],
      callers: { callerOf: (accessKeyId) => (accessKeyId === 'FUNCTION' ? { roleArn } : undefined) },
      onResponse: () => false,
      log: () => undefined,
    });
    const allow = (action: string, resource: string) => ({ Effect: 'Allow', Action: `elasticache:${action}`, Resource: `${ARN}:${resource}` });
    const role = await iam.providers['AWS::IAM::Role']?.create(
      { Policies: [{ PolicyDocument: { Statement: [allow('DescribeReplicationGroups', 'replicationgroup:small'), allow('DescribeCacheClusters', 'cluster:small-*')] } }] },
      contextOf('AWS::IAM::Role', 'Role'),
    );
    roleArn = String(role?.attributes['Arn']);
    await group('small', { NetworkType: 'dual_stack', NumNodeGroups: 1, ReplicasPerNodeGroup: 1, Engine: 'valkey', EngineVersion: '8.1', CacheNodeType: 'cache.r7g.large' });
    await group('large', { NumNodeGroups: 12, ReplicasPerNodeGroup: 1 });
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await groups.close();
    await door.close();
  });

  test('DescribeReplicationGroups gives what a gate asks for', async () => {
    const { ReplicationGroups: found = [] } = await clientOf('CLI').send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'small' }));
    const [port] = groups.members('small').map(({ node }) => node.port);
    expect(found).toEqual([
      {
        ReplicationGroupId: 'small',
        ARN: `${ARN}:replicationgroup:small`,
        Description: 'for tests',
        Status: 'available',
        AuthTokenEnabled: false,
        Engine: 'valkey',
        CacheNodeType: 'cache.r7g.large',
        ClusterEnabled: true,
        ClusterMode: 'enabled',
        TransitEncryptionEnabled: false,
        AtRestEncryptionEnabled: false,
        DataTiering: 'disabled',
        NetworkType: 'dual_stack',
        IpDiscovery: 'ipv4',
        ConfigurationEndpoint: { Address: expect.any(String) as string, Port: port },
        MemberClusters: ['small-0001-001', 'small-0001-002'],
        NodeGroups: [
          { NodeGroupId: '0001', Status: 'available', Slots: '0-16383', NodeGroupMembers: [{ CacheClusterId: 'small-0001-001', CacheNodeId: '0001' }, { CacheClusterId: 'small-0001-002', CacheNodeId: '0001' }] },
        ],
      },
    ]);
  });

  test('DescribeReplicationGroups without an id gives all', async () => {
    const { ReplicationGroups: found = [] } = await clientOf('CLI').send(new DescribeReplicationGroupsCommand({}));
    expect(found.map(({ ReplicationGroupId, TransitEncryptionEnabled }) => [ReplicationGroupId, TransitEncryptionEnabled])).toEqual([['small', false], ['large', false]]);
  });

  test('DescribeCacheClusters gives the endpoint of a node when asked, and it can be reached', async () => {
    const client = clientOf('CLI');
    const withNodes = await client.send(new DescribeCacheClustersCommand({ CacheClusterId: 'small-0001-002', ShowCacheNodeInfo: true }));
    const [cluster] = withNodes.CacheClusters ?? [];
    expect(cluster).toMatchObject({ CacheClusterId: 'small-0001-002', CacheClusterStatus: 'available', ReplicationGroupId: 'small', Engine: 'valkey', EngineVersion: '8.1', NumCacheNodes: 1, ARN: `${ARN}:cluster:small-0001-002` });
    expect(cluster?.CacheNodes).toEqual([{ CacheNodeId: '0001', CacheNodeStatus: 'available', Endpoint: { Address: expect.stringMatching(/^small-0001-002\.[0-9a-f]{6}\.0001\.use1\.cache\.amazonaws\.com$/) as string, Port: groups.members('small')[1]?.node.port } }]);
    const without = await client.send(new DescribeCacheClustersCommand({ CacheClusterId: 'small-0001-002' }));
    expect(without.CacheClusters?.[0]?.CacheNodes).toBeUndefined();
    expect((await client.send(new DescribeCacheClustersCommand({ ShowCacheClustersNotInReplicationGroups: true }))).CacheClusters).toEqual([]);
  });

  test('DescribeCacheClusters comes in pages', async () => {
    const pages: number[] = [];
    const ids: string[] = [];
    for await (const { CacheClusters = [] } of paginateDescribeCacheClusters({ client: clientOf('CLI'), pageSize: 20 }, {})) {
      pages.push(CacheClusters.length);
      ids.push(...CacheClusters.map(({ CacheClusterId = '' }) => CacheClusterId));
    }
    expect(pages).toEqual([20, 6]);
    expect(ids).toEqual(groups.members().map(({ memberId }) => memberId));
    await expect(clientOf('CLI').send(new DescribeCacheClustersCommand({ MaxRecords: 5 }))).rejects.toThrow('MaxRecords must be between 20 and 100, not 5');
    await expect(clientOf('CLI').send(new DescribeCacheClustersCommand({ Marker: 'x' }))).rejects.toThrow('The marker x is not valid');
  });

  test('what is not there has its own error', async () => {
    await expect(clientOf('CLI').send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'none' }))).rejects.toMatchObject({ name: 'ReplicationGroupNotFoundFault', message: 'ReplicationGroup none not found.' });
    await expect(clientOf('CLI').send(new DescribeCacheClustersCommand({ CacheClusterId: 'none' }))).rejects.toMatchObject({ name: 'CacheClusterNotFoundFault', message: 'CacheCluster not found: none' });
  });

  test('a function may describe what its role names, and nothing else', async () => {
    const client = clientOf('FUNCTION');
    await client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'small' }));
    await client.send(new DescribeCacheClustersCommand({ CacheClusterId: 'small-0001-001' }));
    const denied = [
      client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: 'large' })),
      client.send(new DescribeReplicationGroupsCommand({})),
      client.send(new DescribeCacheClustersCommand({ CacheClusterId: 'large-0001-001' })),
      client.send(new DescribeCacheClustersCommand({})),
    ];
    const errors = (await Promise.allSettled(denied)).map((end) => (end.status === 'rejected' ? (end.reason as Error) : undefined));
    expect(errors.map((error) => error?.name)).toEqual(Array(4).fill('AccessDenied'));
    expect(errors[2]?.message).toContain(`is not authorized to perform: elasticache:DescribeCacheClusters on resource: ${ARN}:cluster:large-0001-001 because`);
  });
});
