import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type CacheCluster, type ClusterNode, type ClusterOptions } from '../../../rehearsal/cluster/cluster';
import { startEmbeddedCluster } from '../../../rehearsal/cluster/embedded/embedded-cluster';
import { findRedisServer } from '../../../rehearsal/cluster/find-redis-server';
import { LOOPBACK } from '../../../rehearsal/cluster/loopback';
import { startRedisCluster } from '../../../rehearsal/cluster/redis-cluster';
import { startCluster } from '../../../rehearsal/cluster/start-cluster';

const NODE_TIMEOUT = 1000;

type SlotsReply = [number, number, ...[string, number, string, unknown][]][];

/** Address by node id, as one node's CLUSTER SLOTS has it. */
async function slotsView(node: ClusterNode): Promise<Map<string, string>> {
  const rows = (await node.command(['CLUSTER', 'SLOTS'])) as SlotsReply;
  return new Map(rows.flatMap(([, , ...entries]) => entries.map(([address, , id]) => [id, address] as const)));
}

async function nodeLine(asked: ClusterNode, about: ClusterNode): Promise<string> {
  const lines = String(await asked.command(['CLUSTER', 'NODES'])).split('\n');
  return lines.find((line) => line.startsWith(about.id)) ?? '';
}

async function eventually(condition: () => Promise<boolean>, withinMillis = 20_000): Promise<void> {
  const limit = Date.now() + withinMillis;
  while (!(await condition())) {
    if (Date.now() > limit) throw new Error('the condition did not come true in time');
    await sleep(25);
  }
}

function everyView(cluster: CacheCluster, family: AddressFamily): () => Promise<boolean> {
  return async () => {
    const views = await Promise.all(cluster.nodes.map(slotsView));
    return views.every((view) => view.size === cluster.nodes.length && [...view.values()].every((address) => address === LOOPBACK[family]));
  };
}

function portIsFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => { resolve(false); });
    server.listen({ port, host }, () => server.close(() => { resolve(true); }));
  });
}

async function connects(port: number, family: AddressFamily): Promise<void> {
  const socket = connect({ port, host: LOOPBACK[family] });
  await once(socket, 'connect');
  socket.destroy();
}

const kinds: [string, (options: ClusterOptions) => Promise<CacheCluster>, CacheCluster['kind']][] = [['embedded', startEmbeddedCluster, 'embedded']];
if (findRedisServer() !== undefined) kinds.push(['real', startRedisCluster, 'redis-server']);

describe.each(kinds)('a cluster of %s nodes', (_name, start, kind) => {
  let cluster: CacheCluster;
  const node = (index: number): ClusterNode => {
    const found = cluster.nodes[index];
    if (found === undefined) throw new Error(`no node ${index}`);
    return found;
  };

  beforeAll(async () => {
    cluster = await start({ shards: 3, replicasPerShard: 1, nodeTimeoutMillis: NODE_TIMEOUT });
  });
  afterAll(async () => {
    await cluster.close();
  });

  test('lists primaries first, shard by shard, then the replicas', () => {
    expect(cluster.kind).toBe(kind);
    expect(cluster.nodes.map(({ index, shard, role }) => [index, shard, role])).toEqual([
      [0, 0, 'primary'], [1, 1, 'primary'], [2, 2, 'primary'], [3, 0, 'replica'], [4, 1, 'replica'], [5, 2, 'replica'],
    ]);
    expect(new Set(cluster.nodes.map(({ port }) => port)).size).toBe(6);
  });

  test('stands: every node lists every node on IPv4, all slots covered', async () => {
    for (const asked of cluster.nodes) {
      expect(await slotsView(asked)).toEqual(new Map(cluster.nodes.map(({ id }) => [id, '127.0.0.1'])));
      expect(await asked.command(['CLUSTER', 'INFO'])).toContain('cluster_state:ok');
      const rows = (await asked.command(['CLUSTER', 'SLOTS'])) as SlotsReply;
      expect(rows.reduce((sum, [first, last]) => sum + last - first + 1, 0)).toBe(16_384);
    }
  });

  test('replicates as laid out', async () => {
    for (const replica of cluster.nodes.slice(3)) {
      expect((await nodeLine(replica, replica)).split(' ')[3]).toBe(node(replica.shard).id);
    }
  });

  test('answers over both families, as the node that was meant', async () => {
    for (const family of ['ipv4', 'ipv6'] as const) {
      expect(await node(4).command(['PING'], family)).toBe('PONG');
      expect(await node(4).command(['CLUSTER', 'MYID'], family)).toBe(node(4).id);
    }
  });

  test('listens where it is told to: connections that are open stay, new ones over the other family are refused', async () => {
    await node(4).command(['PING'], 'ipv6');
    await node(4).listen(['ipv4']);
    expect(await node(4).command(['PING'], 'ipv6')).toBe('PONG');
    await expect(connects(node(4).port, 'ipv6')).rejects.toThrow(/ECONNREFUSED/);
    await connects(node(4).port, 'ipv4');

    await node(4).listen(['ipv4', 'ipv6']);
    await connects(node(4).port, 'ipv6');
  });

  test('says in INFO which process serves', async () => {
    expect(await node(0).command(['INFO', 'server'])).toMatch(/process_id:\d+/);
  });

  test('rejects with the error that the node gives', async () => {
    await expect(node(0).command(['NOSUCH'])).rejects.toThrow(/^ERR unknown command 'NOSUCH'/);
  });

  test('an announced address is in the own view at once, in the others later', async () => {
    await node(0).announce('ipv6');
    expect((await slotsView(node(0))).get(node(0).id)).toBe('::1');
    const others = await Promise.all(cluster.nodes.slice(1).map(slotsView));
    expect(others.map((view) => view.get(node(0).id))).toContain('127.0.0.1');
    await Promise.all(cluster.nodes.slice(1).map((other) => other.announce('ipv6')));
    await eventually(everyView(cluster, 'ipv6'));
    expect(await nodeLine(node(1), node(2))).toContain(` ::1:${node(2).port}@${node(2).port + 10_000}`);
  });

  test('and back', async () => {
    await Promise.all(cluster.nodes.map((each) => each.announce('ipv4')));
    await eventually(everyView(cluster, 'ipv4'));
  });

  test('CLUSTER SHARDS lists every node with its address and health', async () => {
    const shards = (await node(0).command(['CLUSTER', 'SHARDS'])) as [string, number[], string, unknown[][]][];
    const nodes = shards.flatMap((shard) => shard[3]).map((fields) => Object.fromEntries(Array.from({ length: fields.length / 2 }, (_, at) => [fields[2 * at], fields[2 * at + 1]])) as Record<string, unknown>);
    expect(new Set(nodes.map((fields) => fields['id']))).toEqual(new Set(cluster.nodes.map(({ id }) => id)));
    expect(nodes.every((fields) => fields['ip'] === '127.0.0.1' && fields['health'] === 'online')).toBe(true);
  });

  test('a frozen replica disappears from CLUSTER SLOTS, fails in CLUSTER NODES, and comes back when it thaws', async () => {
    node(5).freeze();
    await eventually(async () => !(await slotsView(node(0))).has(node(5).id));
    expect(await nodeLine(node(0), node(5))).toMatch(/ slave,fail /);
    const started = Date.now();
    await expect(node(5).command(['PING'])).rejects.toThrow(/did not answer PING within 5000 ms/);
    expect(Date.now() - started).toBeGreaterThan(4500);
    node(5).thaw();
    await eventually(async () => (await slotsView(node(0))).has(node(5).id));
    expect(await node(5).command(['PING'])).toBe('PONG');
  });

  test('a killed replica refuses connections; restarted it keeps its id and announces what it is told', async () => {
    await node(3).kill();
    await expect(node(3).command(['PING'])).rejects.toThrow(/ECONNREFUSED/);
    await eventually(async () => !(await slotsView(node(1))).has(node(3).id));
    await node(3).restart('ipv6');
    expect(await node(3).command(['CLUSTER', 'MYID'])).toBe(node(3).id);
    await eventually(async () => (await slotsView(node(1))).get(node(3).id) === '::1');
    await node(3).restart();
    await eventually(everyView(cluster, 'ipv4'));
  });
});

describe.each(kinds)('further clusters of %s nodes', (_name, start) => {
  test('announce IPv6 from the start, ask for a password, and leave no port open', async () => {
    const cluster = await start({ shards: 3, replicasPerShard: 0, announce: 'ipv6', nodeTimeoutMillis: NODE_TIMEOUT, serverArguments: ['--requirepass', 'open sesame'] });
    const ports = cluster.nodes.map(({ port }) => port);
    try {
      expect(await everyView(cluster, 'ipv6')()).toBe(true);
      await expect(cluster.nodes[0]?.command(['AUTH', 'wrong'])).rejects.toThrow(/^WRONGPASS/);
    } finally {
      await cluster.close();
      await cluster.close();
    }
    for (const port of ports) expect(await Promise.all(Object.values(LOOPBACK).map((host) => portIsFree(port, host)))).toEqual([true, true]);
  });

  test('one shard with two replicas', async () => {
    const cluster = await start({ shards: 1, replicasPerShard: 2, nodeTimeoutMillis: NODE_TIMEOUT });
    try {
      expect(await everyView(cluster, 'ipv4')()).toBe(true);
    } finally {
      await cluster.close();
    }
  });

  test('refuse shapes that are none', async () => {
    await expect(start({ shards: 0, replicasPerShard: 1 })).rejects.toThrow('shards is 0: at least 1 is needed');
    await expect(start({ shards: 1, replicasPerShard: -1 })).rejects.toThrow('replicasPerShard is -1: 0 or more is needed');
  });
});

describe('startCluster', () => {
  const before = process.env['REDIS_SERVER'];
  afterEach(() => {
    if (before === undefined) delete process.env['REDIS_SERVER'];
    else process.env['REDIS_SERVER'] = before;
  });

  test('takes the embedded cluster where there is no server', async () => {
    process.env['REDIS_SERVER'] = '';
    const cluster = await startCluster({ shards: 1, replicasPerShard: 0 });
    await cluster.close();
    expect(cluster).toMatchObject({ kind: 'embedded', serverVersion: 'embedded' });
  });

  test('a real cluster without a server says what to do', async () => {
    process.env['REDIS_SERVER'] = '';
    await expect(startRedisCluster({ shards: 1, replicasPerShard: 0 })).rejects.toThrow('install one, or set REDIS_SERVER to its path');
  });

  test('a program that is no server fails with a clear error', async () => {
    process.env['REDIS_SERVER'] = '/bin/false';
    await expect(startRedisCluster({ shards: 1, replicasPerShard: 0 })).rejects.toThrow(/^\/bin\/false did not start on port \d+/);
  });
});
