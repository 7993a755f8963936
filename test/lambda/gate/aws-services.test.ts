import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { handler } from '../../../lambda/gate/index';
import { type ProbeRequest } from '../../../lib/gates/contract';
import { isCompleteOf, onEventOf, OPEN, PROPERTIES, RESPONSE_URL } from './fake-services';

const SECRET = 'secret-access-key-of-the-test';
const TOKEN = 'session-token-of-the-test';
const PASSWORD = 'password-of-the-test';

/** What the local AWS answers, by action; a function error has its own header. */
interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

const xml = (action: string, inner: string): Reply => ({ body: `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>` });
const GROUP = `<ReplicationGroups><ReplicationGroup><ReplicationGroupId>cache</ReplicationGroupId><Status>available</Status>
  <ClusterEnabled>true</ClusterEnabled><TransitEncryptionEnabled>false</TransitEncryptionEnabled>
  <NetworkType>dual_stack</NetworkType><IpDiscovery>ipv6</IpDiscovery>
  <MemberClusters><ClusterId>cache-0001-001</ClusterId></MemberClusters>
  <ConfigurationEndpoint><Address>clustercfg.cache.example</Address><Port>6379</Port></ConfigurationEndpoint>
  </ReplicationGroup></ReplicationGroups>`;
const CLUSTER = `<CacheClusters><CacheCluster><CacheClusterId>cache-0001-001</CacheClusterId><CacheNodes><CacheNode>
  <Endpoint><Address>cache-0001-001.example</Address><Port>6379</Port></Endpoint></CacheNode></CacheNodes></CacheCluster></CacheClusters>`;

let replies: Record<string, Reply>;
let requests: { action: string; body: string }[];
let lines: string[];

const server = createServer((request, response) => {
  void answer(request, response);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const action = new URLSearchParams(body).get('Action') ?? String(request.headers['x-amz-target'] ?? 'Invoke');
  requests.push({ action, body: action === 'Invoke' ? `${String(request.url)} ${body}` : body });
  const reply = replies[action] ?? { status: 500, body: '' };
  response.writeHead(reply.status ?? 200, reply.headers ?? {}).end(reply.body);
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIATEST',
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_SESSION_TOKEN: TOKEN,
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
    DescribeReplicationGroups: xml('DescribeReplicationGroups', GROUP),
    DescribeCacheClusters: xml('DescribeCacheClusters', CLUSTER),
    Invoke: { body: JSON.stringify({ verdict: OPEN, sweeps: 2, decidedAtMillis: Date.now() }) },
  };
});
afterEach(() => {
  // what every test wrote
  const written = lines.join('');
  jest.restoreAllMocks();
  for (const secret of [RESPONSE_URL, 'top-secret', SECRET, TOKEN, PASSWORD]) expect(written).not.toContain(secret);
  for (const line of written.split('\n').filter(Boolean)) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

const now = () => isCompleteOf({ Data: { StartedAtMillis: String(Date.now() - 300_000), DeadlineAtMillis: String(Date.now() + 600_000) } });

/** What the probe was asked last. */
const asked = (): Partial<ProbeRequest> => JSON.parse(requests.at(-1)?.body.replace(/^\S+ /, '') ?? '') as Partial<ProbeRequest>;

describe('the gate through the real clients of the SDK', () => {
  test('onEvent reads the group', async () => {
    expect(await handler(onEventOf())).toMatchObject({
      NextStep: 'isComplete',
      Data: { ConfigurationEndpointAddress: 'clustercfg.cache.example', ConfigurationEndpointPort: '6379', NodesTotal: '1' },
    });
    expect(requests.map(({ action }) => action)).toEqual(['DescribeReplicationGroups']);
  });

  test('isComplete lists the members, invokes the probe and opens', async () => {
    expect(await handler(now())).toMatchObject({ IsComplete: true, Data: { Outcome: 'OPEN', NodesTotal: '1' } });
    expect(requests.map(({ action }) => action)).toEqual(['DescribeStacks', 'DescribeReplicationGroups', 'DescribeCacheClusters', 'Invoke']);
    const [stacks, , clusters, invoke] = requests;
    expect(stacks?.body).toContain('StackName=arn');
    expect(clusters?.body).toContain('CacheClusterId=cache-0001-001');
    expect(clusters?.body).toContain('ShowCacheNodeInfo=true');
    expect(clusters?.body).not.toContain('NotInReplicationGroups');
    expect(invoke?.body).toContain(encodeURIComponent(PROPERTIES.ProbeFunctionArn));
    expect(invoke?.body).toContain('"members":[{"id":"cache-0001-001","host":"cache-0001-001.example","port":6379}]');
  });

  test('a group without cluster mode tells its endpoints itself; the password goes to the probe and to no log', async () => {
    const endpoint = (name: string, host: string): string => `<${name}><Address>${host}</Address><Port>6380</Port></${name}>`;
    replies['DescribeReplicationGroups'] = xml('DescribeReplicationGroups', `<ReplicationGroups><ReplicationGroup><Status>available</Status>
      <ClusterEnabled>false</ClusterEnabled><TransitEncryptionEnabled>true</TransitEncryptionEnabled><AuthTokenEnabled>true</AuthTokenEnabled>
      <MemberClusters><ClusterId>cache-001</ClusterId><ClusterId>cache-002</ClusterId></MemberClusters><NodeGroups><NodeGroup>
      ${endpoint('PrimaryEndpoint', 'primary.example')}${endpoint('ReaderEndpoint', 'reader.example')}<NodeGroupMembers>
      <NodeGroupMember><CacheClusterId>cache-001</CacheClusterId>${endpoint('ReadEndpoint', 'one.example')}</NodeGroupMember>
      <NodeGroupMember><CacheClusterId>cache-002</CacheClusterId>${endpoint('ReadEndpoint', 'two.example')}</NodeGroupMember>
      </NodeGroupMembers></NodeGroup></NodeGroups></ReplicationGroup></ReplicationGroups>`);
    replies['secretsmanager.GetSecretValue'] = { body: JSON.stringify({ SecretString: PASSWORD, VersionId: '1' }) };
    const Credentials = { Kind: 'SECRET', SecretArn: 'arn:secret' };
    const event = { ...now(), ResourceProperties: { ...PROPERTIES, Credentials } };
    expect(await handler(event)).toMatchObject({ Data: { Outcome: 'OPEN', Evidence: 'ANSWERED', NodesTotal: '2' } });
    expect(requests.map(({ action }) => action)).toEqual(['DescribeStacks', 'DescribeReplicationGroups', 'secretsmanager.GetSecretValue', 'Invoke']);
    const hosts = ['one', 'two', 'primary', 'reader'].map((name) => `${name}.example`);
    expect(asked().members?.map(({ host }) => host)).toEqual(hosts);
    expect(requests[3]?.body).toContain(`"tls":true,"requiredEvidence":"ANSWERED","credentials":{"kind":"password","password":"${PASSWORD}"}`);
  });

  test.each<[string, string, object]>([
    ['TLS is preferred, users', '<TransitEncryptionEnabled>true</TransitEncryptionEnabled><TransitEncryptionMode>preferred</TransitEncryptionMode><UserGroupIds><member>users</member></UserGroupIds>', { tls: true, requiredEvidence: 'HANDSHAKE' }],
    ['TLS is required, nobody is asked', '<TransitEncryptionEnabled>true</TransitEncryptionEnabled><TransitEncryptionMode>required</TransitEncryptionMode><AuthTokenEnabled>false</AuthTokenEnabled>', { tls: true, requiredEvidence: 'ANSWERED' }],
    ['cluster mode is compatible', '<ClusterMode>compatible</ClusterMode><ClusterEnabled>false</ClusterEnabled>', { tls: false, clusterMode: true }],
    ['cluster mode is disabled', '<ClusterMode>disabled</ClusterMode><ClusterEnabled>false</ClusterEnabled>', { tls: false, clusterMode: false }],
  ])('what the API says decides how to ask: %s', async (_, facts, request) => {
    replies['DescribeReplicationGroups'] = xml('DescribeReplicationGroups', `<ReplicationGroups><ReplicationGroup><Status>available</Status>${facts}
      <MemberClusters><ClusterId>cache-0001-001</ClusterId></MemberClusters></ReplicationGroup></ReplicationGroups>`);
    await handler(now());
    expect(asked()).toMatchObject(request);
  });

  test.each<[string, Reply]>([
    ['Lambda fails', { status: 500, body: '{"message":"internal"}' }],
    ['Lambda is busy', { status: 429, headers: { 'x-amzn-errortype': 'TooManyRequestsException' }, body: '{"message":"slow down"}' }],
    ['the function failed', { headers: { 'x-amz-function-error': 'Unhandled' }, body: '{"errorMessage":"Task timed out after 90 s"}' }],
    ['the function failed without a word', { headers: { 'x-amz-function-error': 'Unhandled' }, body: '' }],
    ['another function answered', { body: '{"statusCode":200}' }],
    ['nothing was answered', { body: '' }],
    ['what was answered is not JSON', { body: '<html>' }],
  ])('%s: waits, and invokes only once', async (_, reply) => {
    replies['Invoke'] = reply;
    expect(await handler(now())).toEqual({ IsComplete: false });
    expect(requests.filter(({ action }) => action === 'Invoke')).toHaveLength(1);
    expect(lines.join()).toContain('can not run the probe');
  });

  test('a group that is not there fails, with the words of the API', async () => {
    replies['DescribeReplicationGroups'] = {
      status: 404,
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>ReplicationGroupNotFoundFault</Code><Message>cache not found</Message></Error></ErrorResponse>',
    };
    await expect(handler(now())).rejects.toThrow(/can not describe the replication group "cache": ReplicationGroupNotFoundFault: cache not found/);
  });

  test('an empty list is trouble, not a pass', async () => {
    replies['DescribeReplicationGroups'] = xml('DescribeReplicationGroups', '<ReplicationGroups/>');
    expect(await handler(now())).toEqual({ IsComplete: false });
  });
});
