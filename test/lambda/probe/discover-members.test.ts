import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';

import { discoverMembers, type Discovery } from '../../../lambda/probe/discover-members';
import { type CacheCluster } from '../../../rehearsal/cluster/cluster';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { describeWithServers, sleep } from './real-cluster';
import { answerCommands, bulk } from './strange-server';

const ID = { a: 'a'.repeat(40), b: 'b'.repeat(40), c: 'c'.repeat(40) };

describe('reading CLUSTER NODES', () => {
  let server: Server;
  let port = 0;
  /** What the stub answers to CLUSTER NODES. */
  let nodes = '';
  beforeAll(async () => {
    server = createServer((socket) => {
      answerCommands((command) => (command.endsWith('SLOTS') ? '*0\r\n' : bulk(command.endsWith('NODES') ? nodes : ID.a)))(socket);
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
  });

  function line(id: string, place: string, flags: string): string {
    return `${id} ${place} ${flags} - 0 0 1 connected\n`;
  }

  async function discover(text: string): Promise<Discovery> {
    nodes = text;
    return discoverMembers({ seed: { host: '127.0.0.1', port }, targetFamily: 'ipv6' });
  }

  test('IPv6 addresses have no brackets there, and get some in the id', async () => {
    expect(await discover(line(ID.a, '2001:db8::1:6379@16379', 'myself,master'))).toEqual({
      kind: 'discovered',
      members: [{ id: '[2001:db8::1]:6379', host: '2001:db8::1', port: 6379, nodeId: ID.a }],
      withoutAddress: [],
    });
  });

  test('a node that does not know its own address is where it was reached', async () => {
    expect(await discover(line(ID.a, `:${port}@16379`, 'myself,master'))).toMatchObject({ members: [{ host: '127.0.0.1', port, nodeId: ID.a }] });
  });

  test('failed, syncing and slotless nodes belong to the cluster', async () => {
    const text = line(ID.a, '10.0.0.1:6379@16379', 'myself,master') + line(ID.b, '10.0.0.2:6379@16379', 'slave,fail') + line(ID.c, '10.0.0.3:6379@16379', 'master');
    expect(await discover(text)).toMatchObject({ members: [{ nodeId: ID.a }, { nodeId: ID.b }, { nodeId: ID.c }] });
  });

  test('a node that is being introduced does not belong to it yet', async () => {
    expect(await discover(line(ID.a, '10.0.0.1:6379@16379', 'myself,master') + line(ID.b, '10.0.0.2:6379@16379', 'handshake'))).toMatchObject({
      members: [{ nodeId: ID.a }],
      withoutAddress: [],
    });
  });

  test('a node without an address is reported apart', async () => {
    expect(await discover(line(ID.a, '10.0.0.1:6379@16379', 'myself,master') + line(ID.b, ':0@0', 'master,noaddr'))).toMatchObject({
      members: [{ nodeId: ID.a }],
      withoutAddress: [ID.b],
    });
  });

  test('a name is the id, the address is where to dial; a shared name gets its port', async () => {
    const own = line(ID.a, '10.0.0.1:6379@16379,one.cache.test', 'myself,master') + line(ID.b, '10.0.0.2:6379@16379,two.cache.test', 'slave');
    expect(await discover(own)).toMatchObject({ members: [{ id: 'one.cache.test', host: '10.0.0.1' }, { id: 'two.cache.test', host: '10.0.0.2' }] });
    const shared = line(ID.a, '10.0.0.1:6379@16379,cache.test', 'myself,master') + line(ID.b, '10.0.0.1:6380@16380,cache.test', 'slave');
    expect(await discover(shared)).toMatchObject({ members: [{ id: 'cache.test:6379' }, { id: 'cache.test:6380' }] });
  });

  test('members are sorted as people count', async () => {
    const text = line(ID.a, '10.0.0.10:6379@16379', 'myself,master') + line(ID.b, '10.0.0.9:6379@16379', 'master');
    expect(await discover(text)).toMatchObject({ members: [{ host: '10.0.0.9' }, { host: '10.0.0.10' }] });
  });

  test('a reply that is none is no discovery', async () => {
    expect(await discover('hello')).toMatchObject({ kind: 'unanswered', errorCode: 'MalformedReply' });
  });
});

describe('a seed that does not answer', () => {
  test('is given up when the signal fires', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const end = new AbortController();
    const begin = Date.now();
    const seed = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
    const discovering = discoverMembers({ seed, targetFamily: 'ipv4', signal: end.signal });
    await sleep(100);
    end.abort();
    expect(await discovering).toEqual({ kind: 'unanswered', error: 'the discovery was given up', errorCode: 'AbortError' });
    expect(Date.now() - begin).toBeLessThan(2000);
    expect(await discoverMembers({ seed, targetFamily: 'ipv4', signal: end.signal })).toMatchObject({ errorCode: 'AbortError' });
    server.close();
  });

  test('is reported with the error of the target family', async () => {
    expect(await discoverMembers({ seed: { host: 'localhost', port: 1 }, targetFamily: 'ipv4' })).toMatchObject({
      kind: 'unanswered',
      errorCode: 'ECONNREFUSED',
      error: expect.stringContaining('127.0.0.1') as string,
    });
  });
});

describeWithServers('discovering a real cluster', () => {
  let cluster: CacheCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster({ shards: 2, replicasPerShard: 1 });
  });
  afterAll(async () => {
    await cluster.close();
  });

  test('every node tells of every node', async () => {
    const ids = cluster.nodes.map(({ id }) => id).sort();
    for (const { port } of cluster.nodes) {
      const discovery = await discoverMembers({ seed: { host: '::1', port }, targetFamily: 'ipv6' });
      expect(discovery.kind === 'discovered' ? discovery.members.map(({ nodeId }) => nodeId).sort() : discovery).toEqual(ids);
    }
  });

  test('a seed with an address in the other family only is found there', async () => {
    // `ip6-localhost` and the like differ from machine to machine: a server on one loopback address does the same
    const [node] = cluster.nodes;
    const relay = createServer((client) => {
      const upstream = connect(node?.port ?? 0, '127.0.0.1');
      client.pipe(upstream).pipe(client);
      client.on('error', () => upstream.destroy());
      upstream.on('error', () => client.destroy());
    }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    const seed = { host: 'localhost', port: (relay.address() as AddressInfo).port };
    const discovery = await discoverMembers({ seed, targetFamily: 'ipv6' });
    expect(discovery).toMatchObject({ kind: 'discovered', withoutAddress: [] });
    relay.close();
  });
});
