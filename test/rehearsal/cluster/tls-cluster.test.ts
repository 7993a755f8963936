import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Dialer } from '../../../lambda/probe/dial/dialer';
import { type AddressFamily } from '../../../lambda/topology/address-family';
import { CertificateAuthority } from '../../../rehearsal/certificates/certificate-authority';
import { type CacheCluster, type ClusterNode, type ClusterOptions } from '../../../rehearsal/cluster/cluster';
import { controlUserArguments } from '../../../rehearsal/cluster/control-user';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { findRedisServer } from '../../../rehearsal/cluster/find-redis-server';
import { LOOPBACK } from '../../../rehearsal/cluster/loopback';
import { NodeConnection } from '../../../rehearsal/cluster/node-connection';
import { type NodeTls } from '../../../rehearsal/cluster/node-tls';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { makeDirectory, removeDirectory } from '../../../rehearsal/processes/ownership';
import { describeWithServers, nodeAt } from '../../lambda/probe/real-cluster';

type SlotsReply = [number, number, ...[string, number, string, string[]][]][];

let directory: string;
let authority: CertificateAuthority;
let tls: NodeTls;
beforeAll(async () => {
  directory = makeDirectory('tls-cluster-');
  authority = await CertificateAuthority.create(directory);
  const certificate = await authority.issue(['*.cache.test']);
  tls = { ...certificate, authorityFile: authority.certificateFile, hostnameOf: ({ index }) => `node-${index}.cache.test` };
});
afterAll(() => {
  removeDirectory(directory);
});

const listed = async (node: ClusterNode, family?: AddressFamily): Promise<Map<string, [string, number, string[]]>> => {
  const rows = (await node.command(['CLUSTER', 'SLOTS'], family)) as SlotsReply;
  return new Map(rows.flatMap(([, , ...entries]) => entries.map(([host, port, id, metadata]) => [id, [host, port, metadata]] as const)));
};

const kinds: [string, (options: ClusterOptions) => Promise<CacheCluster>][] = [['embedded', startEmbeddedCluster]];
if (findRedisServer() !== undefined) kinds.push(['real', startRedisCluster]);

describe.each(kinds)('a cluster of %s nodes with TLS', (_name, start) => {
  let cluster: CacheCluster;
  beforeAll(async () => {
    cluster = await start({ shards: 3, replicasPerShard: 1, nodeTimeoutMillis: 1000, tls });
  });
  afterAll(() => cluster.close());

  test('stands: every node lists every node by its name and its TLS port, the address beside it', async () => {
    for (const asked of cluster.nodes) {
      const view = await listed(asked);
      expect(view).toEqual(new Map(cluster.nodes.map(({ id, port, index }) => [id, [`node-${index}.cache.test`, port, ['ip', '127.0.0.1']]])));
    }
    expect(cluster.nodes.map(({ hostname }) => hostname)).toEqual([0, 1, 2, 3, 4, 5].map((index) => `node-${index}.cache.test`));
  });

  test.each(['ipv4', 'ipv6'] as const)('completes a handshake over %s, with a certificate for its name', async (targetFamily) => {
    const dialer = new Dialer({ targetFamily, tls: { ca: authority.pem }, lookup: () => Promise.resolve([LOOPBACK[targetFamily]]) });
    const { port, hostname: host = '' } = nodeAt(cluster, 3);
    const never = new AbortController().signal;
    expect(await dialer.reach({ id: 'node', host, port }, 'HANDSHAKE', never)).toBe(LOOPBACK[targetFamily]);
    await expect(dialer.reach({ id: 'node', host: 'node-3.other.test', port }, 'HANDSHAKE', never)).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  test('cuts off a client without TLS at its first command', async () => {
    const socket = connect(nodeAt(cluster, 0).port, '127.0.0.1');
    socket.write('PING\r\n');
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => socket.on('error', resolve).on('close', () => { resolve(undefined); }));
    expect(error === undefined || error.code === 'ECONNRESET').toBe(true);
  });

  test('shakes no hands while it is frozen', async () => {
    const node = nodeAt(cluster, 4);
    node.freeze();
    const dialer = new Dialer({ targetFamily: 'ipv4', tls: { ca: authority.pem }, lookup: () => Promise.resolve(['127.0.0.1']) });
    const dialling = dialer.reach({ id: 'node', host: node.hostname ?? '', port: node.port }, 'HANDSHAKE', new AbortController().signal);
    await expect(dialling).rejects.toMatchObject({ stage: 'HANDSHAKE', code: 'HandshakeTimeout' });
    node.thaw();
    expect(await node.command(['PING'])).toBe('PONG');
  });

  test('to announce another family changes nothing but the address beside the name', async () => {
    const node = nodeAt(cluster, 1);
    await node.announce('ipv6');
    expect((await listed(node)).get(node.id)).toEqual(['node-1.cache.test', node.port, ['ip', '::1']]);
    await node.announce('ipv4');
  });

  test('a node that was killed comes back under its name', async () => {
    const node = nodeAt(cluster, 5);
    await node.kill();
    await expect(node.command(['PING'])).rejects.toThrow(/ECONNREFUSED/);
    await node.restart();
    for (let view = await listed(node); view.size < 6; view = await listed(node)) await pause(50);
    expect((await listed(node)).get(node.id)?.[0]).toBe('node-5.cache.test');
  });
});

describe('an embedded node without cluster mode', () => {
  test('has no others', async () => {
    const cluster = await startEmbeddedCluster({ shards: 1, replicasPerShard: 1, clusterMode: false, tls });
    await expect(nodeAt(cluster, 1).command(['CLUSTER', 'MYID'])).rejects.toThrow('ERR This instance has cluster support disabled');
    await nodeAt(cluster, 0).announce('ipv6');
    await cluster.close();
  });

  test('has users with passwords, of which it keeps the hashes', async () => {
    const cluster = await startEmbeddedCluster({ shards: 1, replicasPerShard: 0, serverArguments: controlUserArguments() });
    const node = nodeAt(cluster, 0);
    const login = (username: string, password: string) => new NodeConnection({ port: node.port, login: { username, password } }).command(['PING']);
    // SHA-256 of `by-hash`
    const hash = createHash('sha256').update('by-hash').digest('hex');
    await node.command(['ACL', 'SETUSER', 'reader', 'reset', 'on', '>by-text', `#${hash}`, '-@all', '+@read']);
    await node.command(['ACL', 'SETUSER', 'default', 'off']);
    expect(await node.command(['ACL', 'USERS'])).toEqual(['default', 'rehearsal-control', 'reader']);
    await expect(login('reader', 'by-text')).resolves.toBe('PONG');
    await expect(login('reader', 'by-hash')).resolves.toBe('PONG');
    await expect(login('reader', 'otherwise')).rejects.toThrow(/^WRONGPASS/);
    await expect(new NodeConnection({ port: node.port }).command(['PING'])).rejects.toThrow(/^NOAUTH/);
    await node.command(['ACL', 'SETUSER', 'reader', 'off']);
    await expect(login('reader', 'by-text')).rejects.toThrow(/^WRONGPASS/);
    expect(await node.command(['ACL', 'DELUSER', 'reader'])).toBe(1);
    await cluster.close();
  });
});

describeWithServers('nodes without cluster mode', () => {
  test('a primary and its replicas, with TLS and a user of our own', async () => {
    const cluster = await startRedisCluster({ shards: 1, replicasPerShard: 2, clusterMode: false, tls, serverArguments: controlUserArguments() });
    try {
      await nodeAt(cluster, 0).command(['SET', 'key', 'value']);
      await nodeAt(cluster, 0).command(['WAIT', '2', '5000']);
      expect(await nodeAt(cluster, 2).command(['GET', 'key'])).toBe('value');
      await expect(nodeAt(cluster, 1).command(['CLUSTER', 'MYID'])).rejects.toThrow('ERR This instance has cluster support disabled');
      expect(new Set(cluster.nodes.map(({ id }) => id)).size).toBe(3);
      expect(cluster.nodes.map(({ role }) => role)).toEqual(['primary', 'replica', 'replica']);
      // there is nothing that it could announce
      await nodeAt(cluster, 0).announce('ipv6');
    } finally {
      await cluster.close();
    }
  });

  test('without TLS too', async () => {
    const cluster = await startRedisCluster({ shards: 1, replicasPerShard: 0, clusterMode: false });
    expect(await nodeAt(cluster, 0).command(['PING'])).toBe('PONG');
    await cluster.close();
  });

  test('have one shard', async () => {
    await expect(startRedisCluster({ shards: 2, replicasPerShard: 0, clusterMode: false })).rejects.toThrow('shards is 2: without cluster mode there is 1');
  });
});
