import { makeDirectory, removeDirectory } from '../processes/ownership';
import { type CacheCluster, type ClusterNode, type ClusterOptions } from './cluster';
import { findRedisServer } from './find-redis-server';
import { form, replicate } from './formation';
import { findFreePorts } from './free-ports';
import { layOut } from './node-layout';
import { RedisNode } from './redis-node';

/** A cluster of real redis-server (or valkey-server) processes on the loopback addresses of both families. */
export async function startRedisCluster(options: ClusterOptions): Promise<CacheCluster> {
  const program = findRedisServer();
  if (program === undefined) throw new Error('found no valkey-server or redis-server: install one, or set REDIS_SERVER to its path');
  const directory = makeDirectory('cache-cluster-');
  const nodes: RedisNode[] = [];
  const close = async () => {
    await Promise.all(nodes.map((node) => node.kill()));
    removeDirectory(directory);
  };
  try {
    const places = layOut(options);
    const ports = await findFreePorts(places.length);
    const starts = places.map((place, at) => RedisNode.start(place, { ...options, program, directory }, ports[at] ?? 0));
    nodes.push(...(await allOrFirstError(starts, nodes)));
    await (options.clusterMode === false ? replicate(nodes) : form(nodes, options));
    await Promise.all(nodes.map((node) => node.settle()));
    return { kind: 'redis-server', serverVersion: await versionOf(nodes), nodes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** All results; if one failed, waits for the others and hands them to `survivors`, so that they can be ended. */
async function allOrFirstError<T>(starts: readonly Promise<T>[], survivors: T[]): Promise<T[]> {
  const ends = await Promise.allSettled(starts);
  const failed = ends.find((end) => end.status === 'rejected');
  const values = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  if (failed === undefined) return values;
  survivors.push(...values);
  throw failed.reason;
}

async function versionOf(nodes: readonly ClusterNode[]): Promise<string> {
  const info = String(await nodes[0]?.command(['INFO', 'server']));
  return (/valkey_version:(\S+)/.exec(info) ?? /redis_version:(\S+)/.exec(info))?.[1] ?? 'unknown';
}
