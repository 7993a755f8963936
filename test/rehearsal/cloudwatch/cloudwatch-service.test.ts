import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { type CacheCluster } from '../../../rehearsal/cluster/cluster';
import { startCluster } from '../../../rehearsal/cluster/start-cluster';
import { cloudWatchService } from '../../../rehearsal/cloudwatch/cloudwatch-service';
import { reportersOf } from '../../../rehearsal/cloudwatch/reporters';
import { nameMembers } from '../../../rehearsal/elasticache/cache-member';
import { type FrontDoor, startFrontDoor } from '../../../rehearsal/http/front-door';
import { Iam } from '../../../rehearsal/iam/iam';
import { contextOf } from '../resource-context';

const MEMBER = 'cache-0001-001';

describe('the API of CloudWatch, through the real client', () => {
  const iam = new Iam(() => undefined);
  const clients: CloudWatchClient[] = [];
  let cluster: CacheCluster;
  let door: FrontDoor;
  let roleArn = '';

  /** The same node twice: of a group, and behind a serverless cache. */
  const reporters = () => {
    const members = nameMembers('cache', cluster.nodes, { startedWithoutClusterMode: false, nodeGroups: [{ id: '0001', replicas: 0 }] });
    return reportersOf([{ members }], [{ id: 'sessions', members }]);
  };

  beforeAll(async () => {
    cluster = await startCluster({ shards: 1, replicasPerShard: 0 });
    door = await startFrontDoor({
      services: [cloudWatchService(reporters, iam)],
      callers: { callerOf: (accessKeyId) => (accessKeyId === 'FUNCTION' ? { roleArn } : undefined) },
      onResponse: () => false,
      log: () => undefined,
    });
    const role = await iam.providers['AWS::IAM::Role']?.create({ Policies: [] }, contextOf('AWS::IAM::Role', 'Role'));
    roleArn = String(role?.attributes['Arn']);
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await door.close();
    await cluster.close();
  });

  const query = (value: string, { name = 'CacheClusterId', metric = 'BytesUsedForCache' } = {}): MetricDataQuery => ({
    Id: 'q0',
    MetricStat: { Metric: { Namespace: 'AWS/ElastiCache', MetricName: metric, Dimensions: [{ Name: name, Value: value }] }, Period: 60, Stat: 'Maximum' },
  });
  const ask = async (MetricDataQueries: MetricDataQuery[], accessKeyId = 'CLI') => {
    const client = new CloudWatchClient({ endpoint: door.url, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey: 'x' }, maxAttempts: 1 });
    clients.push(client);
    const { MetricDataResults = [] } = await client.send(new GetMetricDataCommand({ MetricDataQueries, StartTime: new Date(Date.now() - 900_000), EndTime: new Date() }));
    return MetricDataResults;
  };

  test('tells what a node really uses', async () => {
    const [result] = await ask([query(MEMBER)]);
    const info = String(await cluster.nodes[0]?.command(['INFO', 'memory']));
    const used = Number(/^used_memory:(\d+)/m.exec(info)?.[1]);

    // within a factor: asking takes memory too
    expect(result?.Values?.[0]).toBeGreaterThan(used / 4);
    expect(result?.Values?.[0]).toBeLessThan(used * 4);
    expect(Date.now() - Number(result?.Timestamps?.[0])).toBeLessThan(61_000);
  });

  test('tells one number of a serverless cache, under a dimension of its own', async () => {
    const [result] = await ask([query('sessions', { name: 'clusterId' })]);
    expect(result?.Values?.[0]).toBeGreaterThan(0);
    expect(await ask([query('sessions'), query(MEMBER, { name: 'clusterId' })])).toMatchObject([{ Values: [] }, { Values: [] }]);
  });

  test.each([
    ['a node that there is not', query('other-0001-001')],
    ['another dimension', query(MEMBER, { name: 'CacheNodeId' })],
    ['a metric that nobody reports here', query(MEMBER, { metric: 'Evictions' })],
  ])('has no values for %s', async (_, asked) => {
    expect(await ask([asked])).toMatchObject([{ Id: 'q0', Values: [] }]);
  });

  test('refuses more than 500 questions at once', async () => {
    await expect(ask(Array.from({ length: 501 }, () => query(MEMBER)))).rejects.toThrow('must not have a size greater than 500');
  });

  test('refuses a role without the right', async () => {
    await expect(ask([query(MEMBER)], 'FUNCTION')).rejects.toThrow(/not authorized to perform: cloudwatch:GetMetricData/);
  });
});
