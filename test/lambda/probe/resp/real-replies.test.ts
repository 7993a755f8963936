import { once } from 'node:events';
import { connect } from 'node:net';
import { createClient } from '@redis/client';
import { command, RespConnection } from '../../../../lambda/probe/resp/resp-connection';
import { ErrorReply } from '../../../../lambda/probe/resp/resp-value';
import { type CacheCluster } from '../../../../rehearsal/cluster/cluster';
import { startRedisCluster } from '../../../../rehearsal/cluster/redis-cluster';
import { describeWithServers } from '../real-cluster';

const ANSWER = { answerMillis: 5000, bytesPerSecond: 1e6, longestMillis: 10_000 };

/** Large and small, flat and deep; nothing whose reply differs from one moment to the next. */
const COMMANDS: readonly (readonly string[])[] = [
  ['CLUSTER', 'MYID'],
  ['CLUSTER', 'SLOTS'],
  ['CLUSTER', 'SHARDS'],
  ['COMMAND', 'DOCS'],
  ['COMMAND'],
  ['COMMAND', 'COUNT'],
  ['CONFIG', 'GET', '*'],
  ['ACL', 'GETUSER', 'default'],
  ['GET', 'nothing'],
  ['PING'],
  ['PING', 'ümläut \r\n'],
  ['NO', 'SUCH', 'COMMAND'],
];

describeWithServers('replies of a real server', () => {
  let cluster: CacheCluster;
  let port: number;
  beforeAll(async () => {
    cluster = await startRedisCluster({ shards: 1, replicasPerShard: 1, serverArguments: ['--enable-debug-command', 'yes'] });
    port = cluster.nodes[0]?.port ?? 0;
  });
  afterAll(() => cluster.close());

  async function open(): Promise<RespConnection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RespConnection(socket, ANSWER);
  }
  async function ask(connection: RespConnection, words: readonly string[]): Promise<unknown> {
    return connection.exchange([command(...words)]).then(
      ([reply]) => reply,
      (error: unknown) => error,
    );
  }

  test.each([2, 3] as const)('RESP%d: the same as node-redis reads', async (protocol) => {
    const connection = await open();
    if (protocol === 3) await connection.exchange([command('HELLO', '3')]);
    const client = createClient({ RESP: protocol, socket: { host: '127.0.0.1', port } });
    await client.connect();
    try {
      for (const words of COMMANDS) {
        const theirs = await client.sendCommand<unknown>([...words]).catch((error: unknown) => (error as Error).message);
        const ours = await ask(connection, words);
        expect([words, comparable(ours instanceof ErrorReply ? ours.message : ours)]).toEqual([words, comparable(theirs)]);
      }
      // other numbers in each reply: only the shape can be compared
      const nodes = String(await ask(connection, ['CLUSTER', 'NODES']));
      expect(nodes.split('\n').filter((line) => / connected| disconnected/.test(line))).toHaveLength(2);
    } finally {
      client.destroy();
      connection.close();
    }
  });

  test('every kind of value of RESP3', async () => {
    const connection = await open();
    await connection.exchange([command('HELLO', '3')]);
    const debug = (kind: string) => ask(connection, ['DEBUG', 'PROTOCOL', kind]);
    expect(await debug('string')).toBe('Hello World');
    expect(await debug('integer')).toBe(12_345);
    expect(await debug('double')).toBe(3.141);
    expect(await debug('null')).toBe(null);
    expect(await debug('array')).toEqual([0, 1, 2]);
    expect(await debug('set')).toEqual([0, 1, 2]);
    expect(await debug('map')).toEqual(new Map([[0, false], [1, true], [2, false]]));
    expect(await debug('attrib')).toBe('Some real reply following the attribute');
    expect(await debug('bignum')).toBe(1_234_567_999_999_999_999_999_999_999_999_999_999n);
    expect(await debug('true')).toBe(true);
    expect(await debug('false')).toBe(false);
    expect(await debug('verbatim')).toBe('This is a verbatim\nstring');
    connection.close();
  });

  test('a push of RESP3 between replies', async () => {
    const connection = await open();
    await connection.exchange([command('HELLO', '3'), command('CLIENT', 'TRACKING', 'ON', 'BCAST')]);
    expect(await connection.exchange([command('SET', 'x', '1'), command('GET', 'x')])).toEqual(['OK', '1']);
    expect(await connection.exchange([command('PING')])).toEqual(['PONG']);
    connection.close();
  });

  test('several thousand commands in one write', async () => {
    const connection = await open();
    const replies = await connection.exchange(Array.from({ length: 5000 }, (_, index) => command('ECHO', String(index))));
    expect(replies).toEqual(Array.from({ length: 5000 }, (_, index) => String(index)));
    connection.close();
  });
});

/** node-redis makes objects of maps, and sets of sets; a set of ours is a list. */
function comparable(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...(value as ReadonlyMap<unknown, unknown>)].map(([name, content]) => [String(name), comparable(content)]));
  if (value instanceof Set) return [...(value as ReadonlySet<unknown>)].map(comparable);
  if (Array.isArray(value)) return (value as readonly unknown[]).map(comparable);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, comparable(content)]));
  return value;
}
