import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { handler } from '../../../../lambda/gate/index';
import { RESPONSE_URL } from '../fake-services';
import { firstGuardOf, SERVERLESS_PROPERTIES, updateOf, WANTED, WANTED_SERVERLESS } from './fake-guard-services';

interface Reply {
  readonly status?: number;
  readonly body: string | ((request: string) => string);
}

interface MetricQuestion {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[] } };
}

/** GetMetricData of a CloudWatch that knows the newest value of these nodes and tiers, in millions. */
const metrics = (known: Readonly<Record<string, number>>): Reply => ({
  body: (request) => {
    const { MetricDataQueries } = JSON.parse(request) as { MetricDataQueries: readonly MetricQuestion[] };
    return JSON.stringify({
      MetricDataResults: MetricDataQueries.map(({ Id, MetricStat }) => {
        const millions = known[MetricStat.Metric.Dimensions.map(({ Value }) => Value).join(' ')];
        return { Id, StatusCode: 'Complete', ...(millions === undefined ? {} : { Timestamps: [1_800_000_060, 1_800_000_000], Values: [millions * 2 ** 20, 1] }) };
      }),
    });
  },
});

const xml = (action: string, inner: string): Reply => ({ body: `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>` });
const fault = (code: string, message: string): Reply => ({
  status: 400,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});
const GROUP = `<ReplicationGroups><ReplicationGroup><ReplicationGroupId>cac1x2y3z</ReplicationGroupId><Status>available</Status>
  <CacheNodeType>cache.r7g.large</CacheNodeType><Engine>valkey</Engine><NetworkType>ipv4</NetworkType><DataTiering>disabled</DataTiering>
  <AtRestEncryptionEnabled>true</AtRestEncryptionEnabled><AuthTokenEnabled>false</AuthTokenEnabled><KmsKeyId>arn:key/1</KmsKeyId>
  <MemberClusters><ClusterId>cac1x2y3z-0001-001</ClusterId></MemberClusters>
  <NodeGroups><NodeGroup><NodeGroupId>0001</NodeGroupId><NodeGroupMembers><NodeGroupMember>
  <PreferredAvailabilityZone>eu-central-1a</PreferredAvailabilityZone></NodeGroupMember></NodeGroupMembers></NodeGroup></NodeGroups>
  <ConfigurationEndpoint><Address>clustercfg.example</Address><Port>6379</Port></ConfigurationEndpoint></ReplicationGroup></ReplicationGroups>`;
const CLUSTER = `<CacheClusters><CacheCluster><CacheClusterId>cac1x2y3z-0001-001</CacheClusterId><EngineVersion>8.1.0</EngineVersion>
  <CacheSubnetGroupName>subnets</CacheSubnetGroupName></CacheCluster></CacheClusters>`;
const snapshot = (name: string, status: string, time: string): string =>
  `<Snapshot><SnapshotName>${name}</SnapshotName><SnapshotStatus>${status}</SnapshotStatus><NodeSnapshots><NodeSnapshot>
  <CacheSize>12 MB</CacheSize><SnapshotCreateTime>${time}</SnapshotCreateTime></NodeSnapshot></NodeSnapshots></Snapshot>`;

let replies: Record<string, Reply>;
let requests: { readonly action: string; readonly body: string }[];
let lines: string[];

const server = createServer((request, response) => {
  void answer(request, response);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const target = request.headers['x-amz-target'];
  const action = typeof target === 'string' ? (target.split('.')[1] ?? '') : (new URLSearchParams(body).get('Action') ?? '');
  requests.push({ action, body });
  const reply = replies[action] ?? { status: 500, body: '' };
  response.writeHead(reply.status ?? 200).end(typeof reply.body === 'string' ? reply.body : reply.body(body));
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIATEST',
    AWS_SECRET_ACCESS_KEY: 'secret-access-key-of-the-test',
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
  lines = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line));
    return true;
  });
  replies = {
    DescribeStacks: xml('DescribeStacks', '<Stacks><member><StackName>Shop</StackName><StackStatus>UPDATE_IN_PROGRESS</StackStatus></member></Stacks>'),
    DescribeStackResource: xml(
      'DescribeStackResource',
      '<StackResourceDetail><PhysicalResourceId>cac1x2y3z</PhysicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus></StackResourceDetail>',
    ),
    DescribeReplicationGroups: xml('DescribeReplicationGroups', GROUP),
    DescribeCacheClusters: xml('DescribeCacheClusters', CLUSTER),
    DescribeSnapshots: xml(
      'DescribeSnapshots',
      `<Snapshots>${snapshot('old', 'available', '2026-11-20T03:00:00Z')}${snapshot('new', 'available', '2026-11-21T03:00:00Z')}${snapshot('now', 'creating', '2026-11-22T03:00:00Z')}</Snapshots>`,
    ),
    GetMetricData: metrics({ 'cac1x2y3z-0001-001': 1.5 }),
  };
});
afterEach(() => {
  const written = lines.join('');
  jest.restoreAllMocks();
  expect(written).not.toContain(RESPONSE_URL);
});

const NAIVE = { ...WANTED, NetworkType: 'dual_stack' };
/** With the moment at which the guard began. */
const now = <Event extends object>(event: Event): Event => ({ ...event, Data: { StartedAtMillis: String(Date.now()), DeadlineAtMillis: String(Date.now() + 240_000) }, ResponseURL: RESPONSE_URL });
const actions = (): string[] => requests.map(({ action }) => action);

describe('the guard through the real clients of the SDK', () => {
  test('onEvent of the shared provider knows a guard, and asks nobody', async () => {
    const { NextStep, ...created } = firstGuardOf(WANTED);
    expect(await handler(created)).toMatchObject({ NextStep, PhysicalResourceId: 'replacement-guard/1b2c3d4e/CacheReplacementGuard' });
    expect(requests).toEqual([]);
  });

  test('refuses with what the APIs tell', async () => {
    await expect(handler(now(updateOf(NAIVE)))).rejects.toThrow(
      /"cac1x2y3z"\nNetworkType: "ipv4" -> "dual_stack" .*\nat stake: 1 shard, 1 node \(cache\.r7g\.large, valkey 8\.1\.0\); 1\.5 MiB in use \(CloudWatch, 2027-01-15T08:01:00\.000Z\)\nthe last snapshot is "new" of 2026-11-21T03:00:00\.000Z, which held 12 MB/,
    );
    expect(actions()).toEqual([
      'DescribeStacks', 'DescribeStackResource', 'DescribeReplicationGroups', 'DescribeCacheClusters', 'DescribeSnapshots', 'GetMetricData', 'DescribeStacks',
    ]);
    expect(requests[1]?.body).toContain('LogicalResourceId=Cache');
    expect(requests[4]?.body).toContain('ReplicationGroupId=cac1x2y3z');
    expect(JSON.parse(requests[5]?.body ?? '')).toMatchObject({
      MetricDataQueries: [
        {
          MetricStat: {
            Metric: { Namespace: 'AWS/ElastiCache', MetricName: 'BytesUsedForCache', Dimensions: [{ Name: 'CacheClusterId', Value: 'cac1x2y3z-0001-001' }] },
            Stat: 'Maximum',
          },
        },
      ],
    });
  });

  test('compares a new guard with what the APIs tell', async () => {
    const live = { ...WANTED, NumNodeGroups: '1', KmsKeyId: '1', DataTieringEnabled: 'false', PreferredCacheClusterAZs: ['eu-central-1a'] };
    expect(await handler(now(firstGuardOf(live)))).toEqual({ IsComplete: true, Data: { Outcome: 'UNCHANGED' } });
    await expect(handler(now(firstGuardOf({ ...live, CacheSubnetGroupName: 'others' })))).rejects.toThrow(/CacheSubnetGroupName: "subnets" -> "others"/);
  });

  test.each<[string, string, Reply]>([
    ['a stack without the group', 'DescribeStackResource', fault('ValidationError', 'Resource Cache does not exist for stack Shop')],
    ['a group that was deleted before', 'DescribeStackResource', xml('DescribeStackResource', '<StackResourceDetail><PhysicalResourceId>x</PhysicalResourceId><ResourceStatus>DELETE_COMPLETE</ResourceStatus></StackResourceDetail>')],
    ['a group that has no id yet', 'DescribeStackResource', xml('DescribeStackResource', '<StackResourceDetail><PhysicalResourceId></PhysicalResourceId></StackResourceDetail>')],
    ['a group that is not there', 'DescribeReplicationGroups', fault('ReplicationGroupNotFoundFault', 'not found')],
  ])('%s holds up nothing', async (_, action, reply) => {
    replies[action] = reply;
    expect(await handler(now(updateOf(NAIVE)))).toEqual({ IsComplete: true, Data: { Outcome: 'NO_GROUP' } });
  });

  test.each<[string, Reply]>([
    ['DescribeStackResource', fault('ValidationError', 'Stack [Shop] does not exist')],
    ['DescribeReplicationGroups', xml('DescribeReplicationGroups', '<ReplicationGroups/>')],
    ['DescribeReplicationGroups', fault('AccessDenied', 'not yet')],
  ])('trouble with %s is waited out', async (action, reply) => {
    replies[action] = reply;
    expect(await handler(now(updateOf(NAIVE)))).toEqual({ IsComplete: false });
  });

  /** A group whose shards have these nodes. */
  const groupOf = (shards: readonly (readonly string[])[], dataTiering = 'disabled'): Reply => {
    const member = (id: string): string => `<NodeGroupMember><CacheClusterId>${id}</CacheClusterId></NodeGroupMember>`;
    const nodeGroup = (ids: readonly string[]): string => `<NodeGroup><NodeGroupMembers>${ids.map(member).join('')}</NodeGroupMembers></NodeGroup>`;
    return xml(
      'DescribeReplicationGroups',
      `<ReplicationGroups><ReplicationGroup><ReplicationGroupId>cac1x2y3z</ReplicationGroupId><NetworkType>ipv4</NetworkType><DataTiering>${dataTiering}</DataTiering>
      <MemberClusters>${shards.flat().map((id) => `<ClusterId>${id}</ClusterId>`).join('')}</MemberClusters>
      <NodeGroups>${shards.map(nodeGroup).join('')}</NodeGroups></ReplicationGroup></ReplicationGroups>`,
    );
  };

  test.each<[string, readonly (readonly string[])[], string, Readonly<Record<string, number>>, RegExp]>([
    ['of each shard the fullest node', [['a', 'b'], ['c', 'd']], 'disabled', { a: 10, b: 11, c: 5, d: 5 }, /; 16\.0 MiB in use \(31\.0 MiB with all copies; CloudWatch, /],
    ['a shard of which nothing is known', [['a'], ['b']], 'disabled', { a: 10 }, /; 10\.0 MiB in use \(at least, 1 of 2 shards told; CloudWatch, /],
    ['memory and SSD', [['a']], 'enabled', { a: 4, 'a Memory': 3, 'a SSD': 20 }, /; 23\.0 MiB in use \(CloudWatch, /],
    ['memory, where SSD is not told', [['a']], 'enabled', { 'a Memory': 3 }, /; 3\.0 MiB in use \(CloudWatch, /],
    ['all tiers in one, where they are not told apart', [['a']], 'enabled', { a: 4 }, /; 4\.0 MiB in use \(CloudWatch, /],
    ['nothing', [['a']], 'disabled', {}, /; CloudWatch has no word on what is in use\n/],
  ])('sums what is in use: %s', async (_, shards, dataTiering, known, text) => {
    replies['DescribeReplicationGroups'] = groupOf(shards, dataTiering);
    replies['GetMetricData'] = metrics(known);
    await expect(handler(now(updateOf(NAIVE)))).rejects.toThrow(text);
  });

  test('asks for 500 nodes with data tiering in calls that CloudWatch takes', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `n${index}`);
    replies['DescribeReplicationGroups'] = groupOf(ids.map((id) => [id]), 'enabled');
    replies['GetMetricData'] = metrics(Object.fromEntries(ids.flatMap((id) => [[`${id} Memory`, 1], [`${id} SSD`, 3]])));
    await expect(handler(now(updateOf(NAIVE)))).rejects.toThrow(/; 2\.0 GiB in use \(CloudWatch, /);
    expect(actions().filter((action) => action === 'GetMetricData')).toHaveLength(3);
  });

  test('reads on where CloudWatch answers in parts', async () => {
    const part = (value: number, seconds: number) => ({ Id: 'q0', StatusCode: 'PartialData', Timestamps: [seconds], Values: [value] });
    const [first, second] = [{ NextToken: 'more', MetricDataResults: [part(1024, 1_800_000_000)] }, { MetricDataResults: [part(2048, 1_800_000_060)] }];
    replies['GetMetricData'] = { body: (request) => JSON.stringify(request.includes('"NextToken":"more"') ? second : first) };
    await expect(handler(now(updateOf(NAIVE)))).rejects.toThrow(/; 2\.0 KiB in use \(CloudWatch, /);
  });

  test.each<[string, Reply]>([
    ['no right', { status: 400, body: JSON.stringify({ __type: 'AccessDeniedException', message: 'not authorized' }) }],
    ['no sense', { body: '<html>' }],
  ])('a CloudWatch that has %s for us holds up no refusal', async (_, reply) => {
    replies['GetMetricData'] = reply;
    await expect(handler(now(updateOf(NAIVE)))).rejects.toThrow(/could not be read from CloudWatch\nthe last snapshot is "new"/);
    expect(lines.join('')).toContain('can not read BytesUsedForCache');
  });

  test('finds the last snapshot on the last page', async () => {
    const pages = [
      `<Marker>next</Marker><Snapshots>${snapshot('old', 'available', '2026-11-20T03:00:00Z')}</Snapshots>`,
      `<Snapshots>${snapshot('new', 'available', '2026-11-21T03:00:00Z')}</Snapshots>`,
    ].map((page) => String(xml('DescribeSnapshots', page).body));
    replies['DescribeSnapshots'] = { body: (request) => pages[request.includes('Marker=next') ? 1 : 0] ?? '' };
    await expect(handler(now(updateOf(NAIVE)))).rejects.toThrow(/the last snapshot is "new"/);
  });

  test('a group without members and snapshots is described as far as it goes', async () => {
    replies['DescribeReplicationGroups'] = xml('DescribeReplicationGroups', '<ReplicationGroups><ReplicationGroup><NetworkType>ipv4</NetworkType></ReplicationGroup></ReplicationGroups>');
    replies['DescribeSnapshots'] = xml('DescribeSnapshots', '<Snapshots/>');
    await expect(handler(now(updateOf(NAIVE)))).rejects.toThrow(/at stake: 0 shards, 0 nodes; CloudWatch has no word on what is in use\nit has no snapshot/);
  });
});

describe('the guard of a serverless cache through the real clients of the SDK', () => {
  const CACHE = (more = ''): Reply =>
    xml(
      'DescribeServerlessCaches',
      `<ServerlessCaches><member><ServerlessCacheName>sessions-1a2b3c4d</ServerlessCacheName><Status>available</Status><Engine>valkey</Engine>
      <MajorEngineVersion>8</MajorEngineVersion><NetworkType>ipv4</NetworkType>
      <SubnetIds><SubnetId>subnet-b</SubnetId><SubnetId>subnet-a</SubnetId></SubnetIds>${more}</member></ServerlessCaches>`,
    );
  const cacheSnapshot = (name: string, status: string, time: string, bytes = ''): string =>
    `<ServerlessCacheSnapshot><ServerlessCacheSnapshotName>${name}</ServerlessCacheSnapshotName><Status>${status}</Status>
    <CreateTime>${time}</CreateTime><BytesUsedForCache>${bytes}</BytesUsedForCache></ServerlessCacheSnapshot>`;
  const pageOfSnapshots = (snapshots: string): string =>
    String(xml('DescribeServerlessCacheSnapshots', `<ServerlessCacheSnapshots>${snapshots}</ServerlessCacheSnapshots>`).body);
  const naive = { ...WANTED_SERVERLESS, NetworkType: 'dual_stack' };
  const lookAt = (wanted: object) => handler(now(firstGuardOf(wanted, { ...SERVERLESS_PROPERTIES, Wanted: wanted })));

  beforeEach(() => {
    replies['DescribeStackResource'] = xml(
      'DescribeStackResource',
      '<StackResourceDetail><PhysicalResourceId>sessions-1a2b3c4d</PhysicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus></StackResourceDetail>',
    );
    replies['DescribeServerlessCaches'] = CACHE('<FullEngineVersion>8.1</FullEngineVersion>');
    replies['DescribeServerlessCacheSnapshots'] = { body: pageOfSnapshots(cacheSnapshot('old', 'available', '2026-11-20T03:00:00Z')) };
    replies['GetMetricData'] = metrics({ 'sessions-1a2b3c4d': 3 });
  });

  test('refuses with what the APIs tell', async () => {
    replies['DescribeServerlessCacheSnapshots'] = {
      body: pageOfSnapshots(
        cacheSnapshot('old', 'available', '2026-11-20T03:00:00Z') + cacheSnapshot('new', 'AVAILABLE', '2026-11-21T03:00:00Z', '2097152') + cacheSnapshot('now', 'creating', '2026-11-22T03:00:00Z'),
      ),
    };
    await expect(lookAt(naive)).rejects.toThrow(
      /serverless cache "sessions-1a2b3c4d"\nNetworkType: "ipv4" -> "dual_stack" .*\nat stake: all that it holds \(valkey 8\.1\); 3\.0 MiB in use \(CloudWatch, .*\)\nthe last snapshot is "new" of 2026-11-21T03:00:00\.000Z, which held 2\.0 MiB\n/,
    );
    expect(actions()).toEqual([
      'DescribeStacks', 'DescribeStackResource', 'DescribeServerlessCaches', 'DescribeServerlessCacheSnapshots', 'GetMetricData', 'DescribeStacks',
    ]);
    expect(requests[2]?.body).toContain('ServerlessCacheName=sessions-1a2b3c4d');
    expect(requests[3]?.body).toContain('ServerlessCacheName=sessions-1a2b3c4d');
    expect(JSON.parse(requests[4]?.body ?? '')).toMatchObject({
      MetricDataQueries: [
        { MetricStat: { Metric: { MetricName: 'BytesUsedForCache', Dimensions: [{ Name: 'clusterId', Value: 'sessions-1a2b3c4d' }] }, Stat: 'Maximum' } },
      ],
    });
  });

  test('a cache that is as wanted passes', async () => {
    expect(await lookAt(WANTED_SERVERLESS)).toEqual({ IsComplete: true, Data: { Outcome: 'UNCHANGED' } });
  });

  test('a cache that is not there holds up nothing', async () => {
    replies['DescribeServerlessCaches'] = fault('ServerlessCacheNotFoundFault', 'not found');
    expect(await lookAt(naive)).toEqual({ IsComplete: true, Data: { Outcome: 'NO_GROUP' } });
  });

  test.each<[Reply]>([[xml('DescribeServerlessCaches', '<ServerlessCaches/>')], [fault('AccessDenied', 'not yet')]])('trouble is waited out', async (reply) => {
    replies['DescribeServerlessCaches'] = reply;
    expect(await lookAt(naive)).toEqual({ IsComplete: false });
  });

  test('a key of one\'s own over one of ElastiCache replaces', async () => {
    replies['DescribeServerlessCaches'] = CACHE('<StorageEncryptionType>sse-elasticache</StorageEncryptionType>');
    await expect(lookAt({ ...WANTED_SERVERLESS, KmsKeyId: '1111' })).rejects.toThrow(/KmsKeyId: "a key of ElastiCache" -> "1111"/);
    expect(await lookAt(WANTED_SERVERLESS)).toMatchObject({ Data: { Outcome: 'UNCHANGED' } });
  });

  test.each([
    ['<FullEngineVersion>unknown</FullEngineVersion>', /\(valkey 8\)/],
    ['<FullEngineVersion>valkey 8.1</FullEngineVersion>', /\(valkey 8\.1\)/],
    ['', /\(valkey 8\)/],
  ])('names the engine once: %s', async (version, text) => {
    replies['DescribeServerlessCaches'] = CACHE(version);
    await expect(lookAt(naive)).rejects.toThrow(text);
  });

  test('finds the last snapshot on the last page, and says nothing of a size that nobody told', async () => {
    const pages = [
      cacheSnapshot('old', 'available', '2026-11-20T03:00:00Z', '5'),
      cacheSnapshot('new', 'available', '2026-11-21T03:00:00Z'),
    ].map(pageOfSnapshots);
    replies['DescribeServerlessCacheSnapshots'] = {
      body: (request) => (request.includes('NextToken=next') ? (pages[1] ?? '') : (pages[0] ?? '').replace('<ServerlessCacheSnapshots>', '<NextToken>next</NextToken><ServerlessCacheSnapshots>')),
    };
    await expect(lookAt(naive)).rejects.toThrow(/the last snapshot is "new" of 2026-11-21T03:00:00\.000Z\n/);
  });
});
