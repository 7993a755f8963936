import { startFrontDoor, type FrontDoor } from '../../../rehearsal/http/front-door';
import { decodeAwsChunked } from '../../../rehearsal/storage/aws-chunked';
import { cloudTrailService } from '../../../rehearsal/storage/cloudtrail-service';
import { ObjectStore } from '../../../rehearsal/storage/object-store';
import { s3Service } from '../../../rehearsal/storage/s3-service';
import { SsmParameters } from '../../../rehearsal/storage/ssm-parameters';
import { ssmService } from '../../../rehearsal/storage/ssm-service';
import { stsService } from '../../../rehearsal/storage/sts-service';

const signature = (service: string): string => `AWS4-HMAC-SHA256 Credential=AKIATEST/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

describe('an aws-chunked body', () => {
  it.each([
    ['unsigned chunks with a checksum behind them', '5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'hello world'],
    ['signed chunks', 'b;chunk-signature=abc\r\nhello\r\nworl\r\n0;chunk-signature=def\r\n\r\n', 'hello\r\nworl'],
    ['an empty object', '0\r\n\r\n', ''],
  ])('is decoded: %s', (_name, body, expected) => {
    expect(decodeAwsChunked(Buffer.from(body)).toString()).toBe(expected);
  });

  it.each([['cut off', 'a\r\nhel'], ['without an end', '5\r\nhello\r\n'], ['without sizes', 'hello']])('is refused: %s', (_name, body) => {
    expect(() => decodeAwsChunked(Buffer.from(body))).toThrow(/terminated unexpectedly/);
  });
});

describe('the object store', () => {
  it('finds a template by either style of URL', () => {
    const store = new ObjectStore();
    store.put('assets', 'a b.json', Buffer.from('{}'));
    expect(store.at('https://s3.us-east-1.amazonaws.com/assets/a%20b.json')?.toString()).toBe('{}');
    expect(store.at('https://assets.s3.us-east-1.amazonaws.com/a%20b.json')?.toString()).toBe('{}');
    expect(store.at('https://other.s3.us-east-1.amazonaws.com/a%20b.json')).toBeUndefined();
  });
});

describe('storage behind the front door', () => {
  const store = new ObjectStore();
  const parameters = new SsmParameters();
  let door: FrontDoor;

  beforeAll(async () => {
    door = await startFrontDoor({
      services: [s3Service(store), ssmService(parameters), stsService('123456789012'), cloudTrailService()],
      callers: { callerOf: () => undefined },
      onResponse: () => false,
      log: () => undefined,
    });
  });

  afterAll(async () => {
    await door.close();
  });

  const s3 = (method: string, path: string, body?: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${door.url}${path}`, { method, headers: { authorization: signature('s3'), ...headers }, ...(body === undefined ? {} : { body }) });
  const json = async (service: string, target: string, input: unknown): Promise<unknown> => {
    const response = await fetch(door.url, { method: 'POST', body: JSON.stringify(input), headers: { authorization: signature(service), 'x-amz-target': target } });
    return await response.json();
  };

  it('keeps, shows and lists objects', async () => {
    expect((await s3('PUT', '/bucket/dir/plain', 'text')).headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/);
    await s3('PUT', '/bucket/dir/chunked', '4\r\nbody\r\n0\r\n\r\n', { 'content-encoding': 'aws-chunked', 'x-amz-decoded-content-length': '4' });
    expect(store.get('bucket', 'dir/chunked')?.toString()).toBe('body');
    expect(await (await s3('GET', '/bucket/dir/plain')).text()).toBe('text');
    const head = await s3('HEAD', '/bucket/dir/plain');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '4']);
    expect(await (await s3('GET', '/bucket?list-type=2&prefix=dir%2Fp')).text()).toContain('<Contents><Key>dir/plain</Key><Size>4</Size></Contents>');
    expect(await (await s3('GET', '/bucket?list-type=2&prefix=none')).text()).toBe('<ListBucketResult><Name>bucket</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>');
  });

  it('answers what the CDK CLI asks of its bucket', async () => {
    expect(await (await s3('GET', '/bucket?location')).text()).toBe('<LocationConstraint></LocationConstraint>');
    expect(await (await s3('GET', '/bucket?encryption')).text()).toContain('<SSEAlgorithm>AES256</SSEAlgorithm>');
    expect((await s3('HEAD', '/bucket')).status).toBe(200);
  });

  it('refuses what it does not have or do', async () => {
    const missing = await s3('GET', '/bucket/none');
    expect([missing.status, await missing.text()]).toEqual([404, '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>']);
    expect((await s3('HEAD', '/bucket/none')).status).toBe(404);
    expect((await s3('POST', '/bucket/big?uploads')).status).toBe(400);
    expect(door.unknownOperations).toEqual(['s3:POST object']);
  });

  it('is bootstrapped, and knows the parameters of templates', async () => {
    expect(await json('ssm', 'AmazonSSM.GetParameter', { Name: '/cdk-bootstrap/hnb659fds/version' })).toEqual({ Parameter: { Name: '/cdk-bootstrap/hnb659fds/version', Type: 'String', Value: '30', Version: 1 } });
    parameters.put('/p', '1');
    parameters.put('/p', '2');
    expect(await json('ssm', 'AmazonSSM.GetParameters', { Names: ['/p', '/none'] })).toEqual({ Parameters: [{ Name: '/p', Type: 'String', Value: '2', Version: 2 }], InvalidParameters: ['/none'] });
    expect(await json('ssm', 'AmazonSSM.GetParameter', { Name: '/none' })).toMatchObject({ __type: 'ParameterNotFound' });
  });

  it('lets roles be assumed, and finds nothing in CloudTrail', async () => {
    const sts = async (body: string): Promise<string> =>
      await (await fetch(door.url, { method: 'POST', body, headers: { authorization: signature('sts'), 'content-type': 'application/x-www-form-urlencoded' } })).text();
    expect(await sts('Action=AssumeRole&RoleArn=arn:aws:iam::1:role/deploy&RoleSessionName=s')).toMatch(/<AccessKeyId>\w+<\/AccessKeyId>.*<Expiration>20\d\d-/);
    expect(await sts('Action=GetCallerIdentity')).toContain('<Account>123456789012</Account>');
    expect(await json('cloudtrail', 'CloudTrail_20131101.LookupEvents', {})).toEqual({ Events: [] });
  });
});
