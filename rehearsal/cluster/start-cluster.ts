import { type CacheCluster, type ClusterOptions } from './cluster';
import { startEmbeddedCluster } from './embedded/embedded-cluster';
import { findRedisServer } from './find-redis-server';
import { startRedisCluster } from './redis-cluster';

/** Real nodes where the machine has a server program, else nodes inside this process. */
export function startCluster(options: ClusterOptions): Promise<CacheCluster> {
  return findRedisServer() === undefined ? startEmbeddedCluster(options) : startRedisCluster(options);
}
