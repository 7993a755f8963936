import { createClient } from '@redis/client';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type CacheCluster } from '../../../rehearsal/cluster/cluster';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';

describe('the protocol of the embedded cluster', () => {
  let cluster: CacheCluster;
  let port: number;
  beforeAll(async () => {
    cluster = await startEmbeddedCluster({ shards: 1, replicasPerShard: 1, serverArguments: ['--requirepass', 'secret'] });
    port = cluster.nodes[0]?.port ?? 0;
  });
  afterAll(async () => {
    await cluster.close();
  });

  /** Sends text as it is and gives the text that comes back first. */
  async function talk(...pieces: string[]): Promise<string[]> {
    const socket = connect({ host: '::1', port });
    const answers: string[] = [];
    for (const piece of pieces) {
      socket.write(piece);
      answers.push(String((await once(socket, 'data'))[0]));
    }
    socket.destroy();
    return answers;
  }

  test('a client with its default handshake, RESP3', async () => {
    const client = createClient({ RESP: 3, password: 'secret', socket: { host: '::1', port } });
    client.on('error', () => undefined);
    await client.connect();
    expect(await client.sendCommand(['CLUSTER', 'SLOTS'])).toEqual([
      [0, 16_383, ['127.0.0.1', port, cluster.nodes[0]?.id, {}], ['127.0.0.1', cluster.nodes[1]?.port, cluster.nodes[1]?.id, {}]],
    ]);
    client.destroy();
  });

  test('nothing is answered without the password', async () => {
    expect(await talk('CLUSTER MYID\r\n')).toEqual(['-NOAUTH Authentication required.\r\n']);
    expect(await talk('HELLO 3\r\n')).toEqual([expect.stringMatching(/^-NOAUTH HELLO must be called/)]);
    expect(await talk('AUTH wrong\r\n')).toEqual(['-WRONGPASS invalid username-password pair or user is disabled.\r\n']);
    expect(await talk('AUTH someone secret\r\n')).toEqual([expect.stringMatching(/^-WRONGPASS/)]);
  });

  test('the version of the protocol is the connection\'s own', async () => {
    const [, two, , three] = await talk('AUTH secret\r\n', 'CONFIG GET cluster-announce-ip\r\n', 'HELLO 3\r\n', 'CONFIG GET cluster-announce-ip\r\n');
    expect(two).toBe('*2\r\n$19\r\ncluster-announce-ip\r\n$9\r\n127.0.0.1\r\n');
    expect(three).toBe('%1\r\n$19\r\ncluster-announce-ip\r\n$9\r\n127.0.0.1\r\n');
    expect(await talk('AUTH secret\r\n', 'HELLO 4\r\n')).toEqual(['+OK\r\n', '-NOPROTO unsupported protocol version\r\n']);
  });

  test('what it can not do it says', async () => {
    const [, subcommand, parameter, address] = await talk('AUTH secret\r\n', 'CLUSTER FAILOVER\r\n', 'CONFIG SET maxmemory 1\r\n', 'CONFIG SET cluster-announce-ip 10.0.0.1\r\n');
    expect(subcommand).toMatch(/^-ERR unknown subcommand 'FAILOVER'/);
    expect(parameter).toMatch(/^-ERR the embedded cluster does not know the parameter 'maxmemory'/);
    expect(address).toMatch(/^-ERR the embedded cluster announces 127.0.0.1 or ::1, not '10.0.0.1'/);
  });
});
