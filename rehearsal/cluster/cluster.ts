import { type AddressFamily } from '../../lambda/topology/address-family';

import { type NodeTls } from './node-tls';
import { type SlotRange } from './slot-ranges';

/** One node of a cluster that runs on this machine. */
export interface ClusterNode {
  /** Position in the cluster: primaries first, shard by shard, then the replicas. */
  readonly index: number;
  readonly port: number;
  /** Cluster node id, 40 hexadecimal digits; without cluster mode the id of the run. */
  readonly id: string;
  /** The name in its certificate, which it announces. Absent: without TLS. */
  readonly hostname?: string;
  readonly shard: number;
  readonly role: 'primary' | 'replica';
  /** Sends one command over the loopback of `family` (default `ipv4`) and gives the reply; an error reply rejects. */
  command(words: readonly string[], family?: AddressFamily): Promise<unknown>;
  /**
   * The node announces its loopback address of this family from now on; the others learn it by gossip. With TLS, clients
   * see it only beside its name. Without cluster mode nothing changes.
   */
  announce(family: AddressFamily): Promise<void>;
  /**
   * From now on the node takes connections over these families only; those that are open stay. It forgets that when it is started
   * again. Our own commands go over `ipv4`, so that must be among them, or have been used before.
   */
  listen(families: readonly AddressFamily[]): Promise<void>;
  /** Ends the node at once (SIGKILL). */
  kill(): Promise<void>;
  /** SIGSTOP: connections are accepted by the kernel, nothing is answered. */
  freeze(): void;
  /** SIGCONT. */
  thaw(): void;
  /** Starts a killed node again; it announces `family` (default: what it was first started with). */
  restart(family?: AddressFamily): Promise<void>;
}

/**
 * A formed cluster, all 16,384 slots covered, every node listed by every node; or, without cluster mode, a primary and its
 * replicas, all in step.
 */
export interface CacheCluster {
  readonly kind: 'redis-server' | 'embedded';
  /** As the server reports it, such as `7.0.15`; the embedded cluster says `embedded`. */
  readonly serverVersion: string;
  readonly nodes: readonly ClusterNode[];
  /** Ends every node and removes every file. Safe to call twice. */
  close(): Promise<void>;
}

/** One shard that is not like the others. */
export interface ShardOptions {
  readonly replicas: number;
  /** @default an even share */
  readonly slots?: readonly SlotRange[] | undefined;
}

export interface ClusterOptions {
  readonly shards: number;
  readonly replicasPerShard: number;
  /** The shards one by one, as many as `shards`; goes before `replicasPerShard` and `slotLayout`. */
  readonly oneByOne?: readonly ShardOptions[];
  /** `cluster-node-timeout`: gossip gets slower as it grows. @default 5000 */
  readonly nodeTimeoutMillis?: number;
  /** The family announced at first. @default ipv4 */
  readonly announce?: AddressFamily;
  /** Without cluster mode there is one shard. @default true */
  readonly clusterMode?: boolean;
  /** Absent: without TLS. */
  readonly tls?: NodeTls | undefined;
  /**
   * `ranges`: each primary has one range of slots. `striped`: each has every so many-th slot, so that every slot is a row of its
   * own in CLUSTER SLOTS, as after many reshardings. @default ranges
   */
  readonly slotLayout?: 'ranges' | 'striped';
  /** Further arguments of redis-server, such as `['--requirepass', 'secret']`. */
  readonly serverArguments?: readonly string[];
}
