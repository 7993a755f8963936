import { type Lookup, systemLookup } from '../../../../../lambda/probe/dial/resolve-host';
import { type Member } from '../../../../../lambda/topology/observation';
import { type CacheCluster, type ClusterNode } from '../../../../../rehearsal/cluster/cluster';
import { LOOPBACK } from '../../../../../rehearsal/cluster/loopback';
import { startRedisCluster } from '../../../../../rehearsal/cluster/redis-cluster';
import { memberId, nodeAt, sleep } from '../../real-cluster';
import { NETWORK_FAULTS } from '../fault-table';
import { seeFault, type Seen, type Watching } from '../see-fault';
import { LabNetwork, NODE_PORT } from './lab-network';

export type NetworkFault = keyof typeof NETWORK_FAULTS;

const NODE_TIMEOUT_MILLIS = 2000;
/** Replicas: without one of them the cluster goes on as it is. */
const [REPLICA, OTHER_REPLICA] = [3, 4];
/** The place of a node that is not of the group, until it is. */
const NEWCOMER = 6;

/** Six nodes under names of their own, and one more; without TLS, on the target family. */
class NetworkLab {
  private readonly addresses = new Map<string, string>();
  /** Names that are left to the resolver of the system, which has no network here. */
  private readonly unheld = new Set<string>();

  private constructor(
    private readonly network: LabNetwork,
    private readonly group: CacheCluster,
    private readonly other: CacheCluster,
  ) {
    [...group.nodes, nodeAt(other, 0)].forEach(({ port }, index) => {
      this.network.lead(index, port);
      this.addresses.set(nameOf(index), this.network.addressOf(index));
    });
  }

  public static async open(): Promise<NetworkLab> {
    const network = new LabNetwork();
    const options = { nodeTimeoutMillis: NODE_TIMEOUT_MILLIS, announce: 'ipv6' } as const;
    const group = await startRedisCluster({ ...options, shards: 3, replicasPerShard: 1 });
    return new NetworkLab(network, group, await startRedisCluster({ ...options, shards: 1, replicasPerShard: 0 }));
  }

  public async close(): Promise<void> {
    await Promise.all([this.group.close(), this.other.close()]);
  }

  /** Each fault begins and ends while the gate waits for nothing else. */
  public readonly faults: Readonly<Record<NetworkFault, () => Promise<Seen>>> = {
    dropped: () => this.blocked('dropped', 'drop'),
    rejected: () => this.blocked('rejected', 'reject with tcp reset'),
    'other family': async () => {
      const bind = (...addresses: string[]) => this.victim.command(['CONFIG', 'SET', 'bind', addresses.join(' ')]);
      await bind(LOOPBACK.ipv4);
      return this.see('other family', () => bind(LOOPBACK.ipv4, LOOPBACK.ipv6));
    },
    lost: () => {
      this.network.cutOff(this.victim.port);
      return this.see('lost', () => this.unblock());
    },
    'no route': () => {
      this.network.removeRoute();
      return this.see('no route', () => {
        this.network.addRoute();
        return Promise.resolve();
      });
    },
    'dns out of reach': () => {
      this.unheld.add(nameOf(REPLICA));
      return this.see('dns out of reach', () => {
        this.unheld.clear();
        return Promise.resolve();
      });
    },
    held: () => this.misled('held', nodeAt(this.group, OTHER_REPLICA)),
    foreign: () => this.misled('foreign', nodeAt(this.other, 0)),
    moved: async () => {
      await this.victim.kill();
      return this.see('moved', async () => {
        await this.replaceVictim();
        this.addresses.set(nameOf(REPLICA), this.network.addressOf(NEWCOMER));
      });
    },
  };

  private get victim(): ClusterNode {
    return nodeAt(this.group, REPLICA);
  }

  private see(name: NetworkFault, repair: () => Promise<unknown>): Promise<Seen> {
    const members = this.group.nodes.map(({ index }): Member => ({ id: memberId(index), host: nameOf(index), port: NODE_PORT }));
    const watching: Watching = { members, targetFamily: 'ipv6', connection: { lookup: this.lookup } };
    return seeFault(NETWORK_FAULTS[name], memberId(REPLICA), watching, repair);
  }

  private readonly lookup: Lookup = (host, family) => {
    if (this.unheld.has(host)) return systemLookup(host, family);
    return Promise.resolve(family === 'ipv6' ? [this.addresses.get(host) ?? ''] : []);
  };

  private blocked(name: NetworkFault, verdict: Parameters<LabNetwork['block']>[1]): Promise<Seen> {
    this.network.block(this.victim.port, verdict);
    return this.see(name, () => this.unblock());
  }

  private unblock(): Promise<void> {
    this.network.unblock();
    return Promise.resolve();
  }

  /** The address of the victim leads to another node. */
  private async misled(name: NetworkFault, { port }: ClusterNode): Promise<Seen> {
    this.network.lead(REPLICA, port);
    return this.see(name, () => {
      this.network.lead(REPLICA, this.victim.port);
      return Promise.resolve();
    });
  }

  private async replaceVictim(): Promise<void> {
    const newcomer = nodeAt(this.other, 0);
    const others = this.group.nodes.filter((node) => node !== this.victim);
    await newcomer.command(['CLUSTER', 'FLUSHSLOTS']);
    await Promise.all(others.map((node) => node.command(['CLUSTER', 'FORGET', this.victim.id])));
    await newcomer.command(['CLUSTER', 'MEET', LOOPBACK.ipv4, String(nodeAt(this.group, 0).port)]);
    while (!String(await newcomer.command(['CLUSTER', 'NODES'])).includes(nodeAt(this.group, 0).id)) await sleep(50);
    await newcomer.command(['CLUSTER', 'REPLICATE', nodeAt(this.group, 0).id]);
  }
}

function nameOf(index: number): string {
  return `node-${index}.cache.test`;
}

/** Prints what the gate said of each fault, one JSON line each. */
async function main(): Promise<void> {
  const lab = await NetworkLab.open();
  try {
    for (const [name, run] of Object.entries(lab.faults)) process.stdout.write(`${JSON.stringify({ name, seen: await run() })}\n`);
  } finally {
    await lab.close();
  }
}

void main();
