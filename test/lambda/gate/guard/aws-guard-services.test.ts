import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { handler as isComplete } from '../../../../lambda/gate/is-complete';
import { handler as onEvent } from '../../../../lambda/gate/on-event';
import { RESPONSE_URL } from '../fake-services';
import { firstGuardOf, updateOf, WANTED } from './fake-guard-services';

interface Reply {
  readonly status?: number;
  readonly body: string;
}

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
let requests: string[];
let lines: string[];

const server = createServer((request, response) => {
  void answer(request, response);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  requests.push(body);
  const reply = replies[new URLSearchParams(body).get('Action') ?? ''] ?? { status: 500, body: '' };
  response.writeHead(reply.status ?? 200).end(reply.body);
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
  };
});
afterEach(() => {
  const written = lines.join('');
  jest.restoreAllMocks();
  expect(written).not.toContain(RESPONSE_URL);
});

const NAIVE = { ...WANTED, NetworkType: 'dual_stack' };
/** With the moment at which the guard began. */
const now = <Event extends object>(event: Event): Event => ({ ...event, Data: { StartedAtMillis: String(Date.now()) }, ResponseURL: RESPONSE_URL });
const actions = (): (string | null)[] => requests.map((body) => new URLSearchParams(body).get('Action'));

describe('the guard through the real clients of the SDK', () => {
  test('onEvent of the shared provider knows a guard, and asks nobody', async () => {
    expect(await onEvent(firstGuardOf(WANTED))).toMatchObject({ PhysicalResourceId: 'replacement-guard/1b2c3d4e/CacheReplacementGuard' });
    expect(requests).toEqual([]);
  });

  test('refuses with what the APIs tell', async () => {
    await expect(isComplete(now(updateOf(NAIVE)))).rejects.toThrow(
      /"cac1x2y3z"\nNetworkType: "ipv4" -> "dual_stack" .*\nat stake: 1 shard, 1 node \(cache\.r7g\.large, valkey 8\.1\.0\); the last snapshot is "new" of 2026-11-21T03:00:00\.000Z, which held 12 MB/,
    );
    expect(actions()).toEqual([
      'DescribeStacks', 'DescribeStackResource', 'DescribeReplicationGroups', 'DescribeCacheClusters', 'DescribeSnapshots', 'DescribeStacks',
    ]);
    expect(requests[1]).toContain('LogicalResourceId=Cache');
    expect(requests[4]).toContain('ReplicationGroupId=cac1x2y3z');
  });

  test('compares a new guard with what the APIs tell', async () => {
    const live = { ...WANTED, NumNodeGroups: '1', KmsKeyId: '1', DataTieringEnabled: 'false', PreferredCacheClusterAZs: ['eu-central-1a'] };
    expect(await isComplete(now(firstGuardOf(live)))).toEqual({ IsComplete: true, Data: { Outcome: 'UNCHANGED' } });
    await expect(isComplete(now(firstGuardOf({ ...live, CacheSubnetGroupName: 'others' })))).rejects.toThrow(/CacheSubnetGroupName: "subnets" -> "others"/);
  });

  test.each<[string, string, Reply]>([
    ['a stack without the group', 'DescribeStackResource', fault('ValidationError', 'Resource Cache does not exist for stack Shop')],
    ['a group that was deleted before', 'DescribeStackResource', xml('DescribeStackResource', '<StackResourceDetail><PhysicalResourceId>x</PhysicalResourceId><ResourceStatus>DELETE_COMPLETE</ResourceStatus></StackResourceDetail>')],
    ['a group that has no id yet', 'DescribeStackResource', xml('DescribeStackResource', '<StackResourceDetail><PhysicalResourceId></PhysicalResourceId></StackResourceDetail>')],
    ['a group that is not there', 'DescribeReplicationGroups', fault('ReplicationGroupNotFoundFault', 'not found')],
  ])('%s holds up nothing', async (_, action, reply) => {
    replies[action] = reply;
    expect(await isComplete(now(updateOf(NAIVE)))).toEqual({ IsComplete: true, Data: { Outcome: 'NO_GROUP' } });
  });

  test.each<[string, Reply]>([
    ['DescribeStackResource', fault('ValidationError', 'Stack [Shop] does not exist')],
    ['DescribeReplicationGroups', xml('DescribeReplicationGroups', '<ReplicationGroups/>')],
    ['DescribeReplicationGroups', fault('AccessDenied', 'not yet')],
  ])('trouble with %s is waited out', async (action, reply) => {
    replies[action] = reply;
    expect(await isComplete(now(updateOf(NAIVE)))).toEqual({ IsComplete: false });
  });

  test('a group without members and snapshots is described as far as it goes', async () => {
    replies['DescribeReplicationGroups'] = xml('DescribeReplicationGroups', '<ReplicationGroups><ReplicationGroup><NetworkType>ipv4</NetworkType></ReplicationGroup></ReplicationGroups>');
    replies['DescribeSnapshots'] = xml('DescribeSnapshots', '<Snapshots/>');
    await expect(isComplete(now(updateOf(NAIVE)))).rejects.toThrow(/at stake: 0 shards, 0 nodes; it has no snapshot/);
  });
});
