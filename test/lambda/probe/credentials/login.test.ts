import { type Socket } from 'node:net';
import { type ProbeCredentials } from '../../../../lib/gates/contract';
import { iamToken } from '../../../../lambda/probe/credentials/iam-token';
import { loginWith } from '../../../../lambda/probe/credentials/login';
import { type SigningKeys } from '../../../../lambda/probe/credentials/signing-keys';
import { nodeAccess } from '../../../../lambda/probe/node-access';
import { NodeConnection } from '../../../../lambda/probe/node-connection';
import { PING } from '../../../../lambda/probe/plain-questions';
import { startServer, type StrangeServer } from '../strange-server';

const PASSWORD = 'correct-horse-battery-staple';
const KEYS: SigningKeys = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret-key-of-the-role', sessionToken: 'session-of-the-role', region: 'eu-central-1' };

/** What is sent, without the wire's framing. */
async function sentBy(credentials: ProbeCredentials | undefined): Promise<readonly (readonly string[])[]> {
  const sent: (readonly string[])[] = [];
  const exchange = (requests: readonly { readonly words: readonly string[] }[]) => {
    sent.push(...requests.map(({ words }) => words));
    return Promise.resolve([]);
  };
  await loginWith(credentials, () => KEYS)({ exchange: exchange as never });
  return sent;
}

describe('what is said first on a connection', () => {
  test('nothing without credentials', async () => {
    expect(await sentBy(undefined)).toEqual([]);
  });

  test('the password alone is that of the default user', async () => {
    expect(await sentBy({ kind: 'password', password: PASSWORD })).toEqual([['AUTH', PASSWORD]]);
  });

  test('a user and a password', async () => {
    expect(await sentBy({ kind: 'password', userName: 'app', password: PASSWORD })).toEqual([['AUTH', 'app', PASSWORD]]);
  });

  test('a user of IAM and a token of this moment, another one for each connection', async () => {
    jest.useFakeTimers({ now: new Date('2026-11-26T01:02:03Z') });
    const credentials: ProbeCredentials = { kind: 'iam', userId: 'Probe', replicationGroupId: 'cache' };
    const first = await sentBy(credentials);
    expect(first).toEqual([['AUTH', 'probe', await iamToken(credentials, KEYS, new Date('2026-11-26T01:02:03Z'))]]);
    jest.setSystemTime(new Date('2026-11-26T01:02:04Z'));
    expect(await sentBy(credentials)).not.toEqual(first);
    jest.useRealTimers();
  });
});

describe('what is known of a login that fails', () => {
  let server: StrangeServer | undefined;
  afterEach(() => server?.close());

  async function failureOf(behaviour: (socket: Socket) => void, credentials: ProbeCredentials = { kind: 'password', userName: 'app', password: PASSWORD }) {
    server = await startServer('node', behaviour);
    const node = new NodeConnection(server.member, nodeAccess('ipv4', { credentials }), PING);
    const answer = await node.ask();
    node.close();
    return answer;
  }
  const says = (text: string) => (socket: Socket) => {
    socket.on('data', () => socket.write(text));
  };

  test.each([
    'WRONGPASS invalid username-password pair or user is disabled.',
    'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    'LOADING Redis is loading the dataset in memory',
    'ERR max number of clients reached',
  ])('%s', async (error) => {
    expect(await failureOf(says(`-${error}\r\n`))).toMatchObject({ kind: 'unanswered', reached: 'CONNECTED', address: '127.0.0.1', error });
  });

  test.each([
    ['a server that does not know AUTH repeats what it was sent', `-ERR unknown command 'AUTH', with args beginning with: 'app' '${PASSWORD}' \r\n`, 'ERR (the reply to AUTH is not shown, it may repeat the password)'],
    ['only the start of it', "-ERR unknown command 'AUTH', with args beginning with: 'app' 'correct-ho\r\n", 'ERR (the reply to AUTH is not shown, it may repeat the password)'],
    ['in words that are known', `-WRONGPASS ${PASSWORD}\r\n`, 'WRONGPASS (the reply to AUTH is not shown, it may repeat the password)'],
    ['in a word of its own', `-${PASSWORD}\r\n`, 'ERR (the reply to AUTH is not shown, it may repeat the password)'],
    ['an echo', `${PASSWORD}\r\n`, 'the reply to AUTH is not RESP; it is not shown, it may repeat the password'],
    ['an echo in a reply that is not right', `:${PASSWORD}\r\n`, 'the reply to AUTH is not RESP; it is not shown, it may repeat the password'],
  ])('%s: not shown', async (_, text, error) => {
    const failure = await failureOf(says(text));
    expect(failure).toMatchObject({ kind: 'unanswered', error });
    expect(JSON.stringify(failure)).not.toContain('correct');
  });

  test('who has no keys to sign with is told so, and no value is shown', async () => {
    jest.replaceProperty(process, 'env', { PATH: process.env['PATH'] });
    const failure = await failureOf(says('+OK\r\n'), { kind: 'iam', userId: 'probe', replicationGroupId: 'cache' });
    jest.restoreAllMocks();
    expect(failure).toMatchObject({ kind: 'unanswered', errorCode: 'NoSigningKeys', error: expect.stringContaining('AWS_SECRET_ACCESS_KEY') as string });
  });
});
