import { CloudFormationClient, DescribeStackEventsCommand, DescribeStackResourcesCommand, DescribeStacksCommand, GetTemplateCommand, ListImportsCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { request as httpRequest } from 'node:http';
import { startFrontDoor, type FrontDoor } from '../../../rehearsal/http/front-door';
import { jsonService } from '../../../rehearsal/http/json-service';
import { list, optionalText } from '../../../rehearsal/http/query-parameters';
import { queryService } from '../../../rehearsal/http/query-service';
import { ServiceError, type Service } from '../../../rehearsal/http/service';
import { XmlList } from '../../../rehearsal/http/xml';
import { startOffline, type Offline } from '../cloudformation/offline';

const scope = (service: string, accessKeyId = 'AKIATEST'): string => `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

const toy: Service = queryService('toy', {
  Echo: (parameters, caller) => ({ Name: optionalText(parameters, 'Name'), Count: list(parameters, 'Items').length, Role: caller?.roleArn, Items: new XmlList('Item', [{ A: '<&>' }, { A: '\u001b[31mred' }]) }),
  Refuse: () => {
    throw new ServiceError('AccessDenied', 'not authorized', 403);
  },
  Break: () => Promise.reject(new TypeError('our own mistake')),
});
const toyJson: Service = jsonService('toyjson', 'Toy', {
  Echo: (input) => input,
  Refuse: () => {
    throw new ServiceError('ParameterNotFound', 'none');
  },
});
const rest: Service = { name: 'lambda', handle: () => Promise.reject(new ServiceError('ResourceNotFoundException', 'no such function', 404)) };

describe('the front door', () => {
  let door: FrontDoor;
  const lines: string[] = [];
  const received: { token: string; body: string }[] = [];

  beforeAll(async () => {
    door = await startFrontDoor({
      services: [toy, toyJson],
      callers: { callerOf: (key) => (key === 'ASIAROLE' ? { roleArn: 'arn:aws:iam::1:role/r' } : undefined) },
      onResponse: (token, body) => {
        received.push({ token, body: body.toString('utf8') });
        return token === 'known';
      },
      log: (source, line) => lines.push(`[${source}] ${line}`),
    });
    door.register(rest);
  });

  afterAll(async () => {
    await door.close();
  });

  const query = async (body: string, accessKeyId?: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(door.url, { method: 'POST', body, headers: { authorization: scope('toy', accessKeyId), 'content-type': 'application/x-www-form-urlencoded' } });
    return { status: response.status, text: await response.text() };
  };
  const json = async (service: string, target: string, body: unknown): Promise<{ status: number; type: string | null; value: unknown }> => {
    const response = await fetch(door.url, { method: 'POST', body: JSON.stringify(body), headers: { authorization: scope(service), 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' } });
    return { status: response.status, type: response.headers.get('x-amzn-errortype'), value: await response.json() };
  };

  it('listens on the loopback only', () => {
    expect(door.url).toBe(`http://127.0.0.1:${door.port}`);
  });

  it('reads nested lists and answers XML that nothing can break', async () => {
    const { status, text } = await query('Action=Echo&Name=n&Items.member.1.A=x&Items.member.2.A=y');
    expect(status).toBe(200);
    expect(text).toMatch(/^<EchoResponse xmlns="[^"]+"><EchoResult><Name>n<\/Name><Count>2<\/Count><Items><Item><A>&lt;&amp;&gt;<\/A><\/Item><Item><A>\[31mred<\/A><\/Item><\/Items><\/EchoResult>/);
  });

  it('knows the role behind an access key', async () => {
    expect((await query('Action=Echo', 'ASIAROLE')).text).toContain('<Role>arn:aws:iam::1:role/r</Role>');
    expect((await query('Action=Echo', 'ASIAOTHER')).text).not.toContain('<Role>');
  });

  it('answers errors in the format of each protocol', async () => {
    expect(await query('Action=Refuse')).toMatchObject({ status: 403, text: expect.stringContaining('<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error>') as string });
    expect(await json('toyjson', 'Toy.Refuse', {})).toMatchObject({ status: 400, type: 'ParameterNotFound', value: { __type: 'ParameterNotFound', message: 'none' } });
    const response = await fetch(`${door.url}/2015-03-31/functions/x`, { headers: { authorization: scope('lambda') } });
    expect([response.status, response.headers.get('x-amzn-errortype'), await response.json()]).toEqual([404, 'ResourceNotFoundException', expect.objectContaining({ message: 'no such function' })]);
  });

  it('answers a mistake of its own as an internal failure, and logs it', async () => {
    expect(await query('Action=Break')).toMatchObject({ status: 500, text: expect.stringContaining('<Code>InternalFailure</Code>') as string });
    expect(lines.some((line) => line.includes('our own mistake'))).toBe(true);
  });

  it('records what nobody answers', async () => {
    expect((await query('Action=Missing')).text).toContain('<Code>InvalidAction</Code>');
    expect(await json('toyjson', 'Toy.Missing', {})).toMatchObject({ status: 400, type: 'UnknownOperationException' });
    expect(await json('logs', 'Logs_20140328.FilterLogEvents', {})).toMatchObject({ status: 400, type: 'UnknownOperationException' });
    expect(door.unknownOperations).toEqual(['toy:Missing', 'toyjson:Missing', 'logs:FilterLogEvents']);
  });

  it('counts the calls', async () => {
    const before = door.calls.get('toyjson Echo') ?? 0;
    expect(await json('toyjson', 'Toy.Echo', { a: [1] })).toMatchObject({ status: 200, value: { a: [1] } });
    expect(door.calls.get('toyjson Echo')).toBe(before + 1);
  });

  const put = (token: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const headers = { host: 'cloudformation-custom-resource-response-useast1.s3.amazonaws.com' };
      const sent = httpRequest({ host: '127.0.0.1', port: door.port, method: 'PUT', path: `/arn%7CGate?X-Amz-Signature=${token}`, headers }, (response) => {
        response.resume().on('end', () => {
          resolve(response.statusCode);
        });
      });
      sent.on('error', reject).end('{"Status":"SUCCESS"}');
    });

  it('hands the answers of custom resources on, by their host, and keeps their tokens out of the log', async () => {
    expect([await put('known'), await put('guessed')]).toEqual([200, 403]);
    expect(received).toEqual([{ token: 'known', body: '{"Status":"SUCCESS"}' }, { token: 'guessed', body: '{"Status":"SUCCESS"}' }]);
    expect(lines.join('\n')).not.toMatch(/known|guessed/);
  });
});

describe('CloudFormation through the real SDK', () => {
  let offline: Offline;
  let client: CloudFormationClient;

  beforeAll(async () => {
    offline = await startOffline();
    client = new CloudFormationClient({ endpoint: offline.door.url, region: 'us-east-1', credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'x' }, maxAttempts: 1 });
  });

  afterAll(async () => {
    client.destroy();
    await offline.close();
  });

  it('describes stacks, resources, events and templates', async () => {
    const body = JSON.stringify({ Resources: { P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/p', Value: 'a & b' } } }, Outputs: { O: { Value: { 'Fn::GetAtt': ['P', 'Value'] } } } });
    await offline.engine.deploy('S', body);
    const { Stacks } = await client.send(new DescribeStacksCommand({}));
    expect(Stacks).toMatchObject([{ StackName: 'S', StackStatus: 'CREATE_COMPLETE', Outputs: [{ OutputKey: 'O', OutputValue: 'a & b' }], Tags: [] }]);
    const { StackResources } = await client.send(new DescribeStackResourcesCommand({ StackName: 'S' }));
    expect(StackResources).toMatchObject([{ LogicalResourceId: 'P', PhysicalResourceId: '/p', ResourceStatus: 'CREATE_COMPLETE' }]);
    expect((await client.send(new GetTemplateCommand({ StackName: 'S' }))).TemplateBody).toBe(body);
    const { StackEvents } = await client.send(new DescribeStackEventsCommand({ StackName: 'S' }));
    expect(StackEvents?.map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId ?? ''} ${ResourceStatus ?? ''}`)).toEqual([
      'S CREATE_COMPLETE',
      'P CREATE_COMPLETE',
      'P CREATE_IN_PROGRESS',
      'S CREATE_IN_PROGRESS',
      'S REVIEW_IN_PROGRESS',
    ]);
    await client.send(new UpdateTerminationProtectionCommand({ StackName: 'S', EnableTerminationProtection: true }));
    expect(offline.engine.find('S')?.terminationProtection).toBe(true);
  });

  it('says what the CDK CLI expects of a stack that is gone', async () => {
    await expect(client.send(new DescribeStacksCommand({ StackName: 'None' }))).rejects.toMatchObject({ name: 'ValidationError', message: 'Stack with id None does not exist' });
    await expect(client.send(new DescribeStackEventsCommand({ StackName: 'None' }))).rejects.toMatchObject({ name: 'ValidationError', message: 'Stack [None] does not exist' });
  });

  it('refuses an operation that is not modelled', async () => {
    await expect(client.send(new ListImportsCommand({ ExportName: 'x' }))).rejects.toMatchObject({ name: 'InvalidAction' });
    expect(offline.door.unknownOperations).toEqual(['cloudformation:ListImports']);
  });
});
