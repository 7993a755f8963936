import { randomBytes } from 'node:crypto';
import { type CacheCluster, type ClusterOptions } from '../cluster';
import { loginOf } from '../control-user';
import { findFreePorts } from '../free-ports';
import { layOut, slotsOfShard } from '../node-layout';
import { EmbeddedNode } from './embedded-node';
import { Gossip } from './gossip';
import { type EmbeddedIdentity } from './node-view';

/**
 * A cluster inside this process, for machines without a server program: enough of the protocol, over real sockets, for
 * whoever asks about the topology. It keeps no data and knows no failover; of `serverArguments` it heeds those about passwords.
 */
export async function startEmbeddedCluster(options: ClusterOptions): Promise<CacheCluster> {
  const places = layOut(options);
  const ports = await findFreePorts(places.length);
  const all = places.map((place, at): EmbeddedIdentity => ({
    ...place,
    slots: slotsOfShard(place.shard, options),
    ...(options.tls && { hostname: options.tls.hostnameOf(place) }),
    id: randomBytes(20).toString('hex'),
    port: ports[at] ?? 0,
  }));
  const nodes: EmbeddedNode[] = all.map(
    (identity) =>
      new EmbeddedNode(identity, {
        all,
        announce: options.announce ?? 'ipv4',
        login: loginOf(options.serverArguments),
        clusterMode: options.clusterMode ?? true,
        tls: options.tls,
        isSyncing: ({ index }) => nodes[index]?.isCopying() ?? false,
      }),
  );
  const gossip = new Gossip(nodes, options.nodeTimeoutMillis ?? 5000);
  const close = async () => {
    await Promise.all(nodes.map((node) => node.kill()));
    // Only now: the end of a node starts the timers of those who miss it.
    gossip.close();
  };
  try {
    await Promise.all(nodes.map((node) => node.start(gossip)));
  } catch (error) {
    await close();
    throw error;
  }
  return { kind: 'embedded', serverVersion: 'embedded', nodes, close };
}
