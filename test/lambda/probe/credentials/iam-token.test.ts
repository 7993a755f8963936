import { createServer } from 'node:net';
import { iamToken } from '../../../../lambda/probe/credentials/iam-token';
import { keysOfEnvironment, type SigningKeys } from '../../../../lambda/probe/credentials/signing-keys';

const KEYS: SigningKeys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', region: 'us-east-1' };
const OF_A_ROLE: SigningKeys = { ...KEYS, accessKeyId: 'ASIAEXAMPLE', sessionToken: 'IQoJb3JpZ2luX2VjEXAMPLE//+token==', region: 'eu-central-1' };
const NOW = new Date('2026-11-26T01:02:03Z');
const LOGIN = { userId: 'probe-user', replicationGroupId: 'my-cache' };

/** The parameters in the order of their names: the signature does not depend on how they are sent. */
const sorted = (token: string): string => {
  const [host = '', query = ''] = token.split('?');
  return `${host}?${query.split('&').sort().join('&')}`;
};

describe('the token of a user of IAM', () => {
  // made with botocore 1.44.8: SigV4QueryAuth(credentials, 'elasticache', region, expires=900) over the same request at the same time
  test('is what the SDK of AWS for Python signs', async () => {
    expect(sorted(await iamToken(LOGIN, KEYS, NOW))).toBe(
      'my-cache/?Action=connect&User=probe-user&X-Amz-Algorithm=AWS4-HMAC-SHA256' +
        '&X-Amz-Credential=AKIDEXAMPLE%2F20261126%2Fus-east-1%2Felasticache%2Faws4_request&X-Amz-Date=20261126T010203Z&X-Amz-Expires=900' +
        '&X-Amz-Signature=e7e64691acd146fa39a1888602f7c75899e390476ccf5fd9dfda2cf488975253&X-Amz-SignedHeaders=host',
    );
  });

  test('the same for a role, whose session token is a part of it', async () => {
    expect(sorted(await iamToken(LOGIN, OF_A_ROLE, NOW))).toBe(
      'my-cache/?Action=connect&User=probe-user&X-Amz-Algorithm=AWS4-HMAC-SHA256' +
        '&X-Amz-Credential=ASIAEXAMPLE%2F20261126%2Feu-central-1%2Felasticache%2Faws4_request&X-Amz-Date=20261126T010203Z&X-Amz-Expires=900' +
        '&X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE%2F%2F%2Btoken%3D%3D' +
        '&X-Amz-Signature=933fd4ea18f68368e24582e9861f07ee20671545ff6e7aa170a24035bbc1e187&X-Amz-SignedHeaders=host',
    );
  });

  test('has no scheme, is valid for 900 s, and is another one a second later', async () => {
    const token = await iamToken(LOGIN, KEYS, NOW);
    expect(token).toMatch(/^my-cache\/\?/);
    expect(new URLSearchParams(token.split('?')[1]).get('X-Amz-Expires')).toBe('900');
    expect(await iamToken(LOGIN, KEYS, new Date(NOW.getTime() + 1000))).not.toBe(token);
  });

  test('both ids are in lower case, as ElastiCache keeps them', async () => {
    expect(await iamToken({ userId: 'Probe-User', replicationGroupId: 'My-Cache' }, KEYS, NOW)).toBe(await iamToken(LOGIN, KEYS, NOW));
  });

  test('is signed without asking anybody', async () => {
    const connections: unknown[] = [];
    const server = createServer((socket) => connections.push(socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    jest.replaceProperty(process, 'env', { ...process.env, HTTP_PROXY: 'http://127.0.0.1:1', AWS_ENDPOINT_URL: `http://127.0.0.1:${String((server.address() as { port: number }).port)}` });
    await iamToken(LOGIN, KEYS);
    jest.restoreAllMocks();
    await new Promise((resolve) => server.close(resolve));
    expect(connections).toEqual([]);
  });
});

describe('the keys of the environment', () => {
  const ENVIRONMENT = { AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token', AWS_REGION: 'eu-central-1' };

  test('are those that Lambda gives to every function', () => {
    expect(keysOfEnvironment(ENVIRONMENT)).toEqual({ accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token', region: 'eu-central-1' });
  });

  test('a person may have no session token, and name the region otherwise', () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = ENVIRONMENT;
    expect(keysOfEnvironment({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_DEFAULT_REGION: 'us-east-1' })).toEqual({
      accessKeyId: 'ASIAEXAMPLE',
      secretAccessKey: 'secret',
      region: 'us-east-1',
    });
  });

  test.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'])('nobody can sign without %s; the error shows no value', (name) => {
    const environment = { ...ENVIRONMENT, [name]: '' };
    expect(() => keysOfEnvironment(environment)).toThrow(/^the environment holds no credentials of AWS or no region/);
    expect(() => keysOfEnvironment(environment)).not.toThrow(/ASIAEXAMPLE|eu-central-1/);
  });
});
