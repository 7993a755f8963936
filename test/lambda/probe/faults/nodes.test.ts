import { type Demand } from '../../../../lambda/topology/demand';
import { type Member } from '../../../../lambda/topology/observation';
import { type CacheCluster, type ClusterNode } from '../../../../rehearsal/cluster/cluster';
import { LOOPBACK } from '../../../../rehearsal/cluster/loopback';
import { startRedisCluster } from '../../../../rehearsal/cluster/redis-cluster';
import { describeWithServers, fill, memberId, membersOf, nodeAt, sleep } from '../real-cluster';
import { TlsGroup } from '../tls-group';
import { expectOpen, expectWaitAndOpen } from './expect-fault';
import { NODE_FAULTS } from './fault-table';
import { type Watching } from './see-fault';

const DEMAND: Omit<Demand, 'targetFamily'> = { purpose: 'propagation', clusterMode: true, tls: true, requiredEvidence: 'ANSWERED' };
const NODE_TIMEOUT_MILLIS = 2000;
/** To load so many keys takes some seconds. */
const KEYS = 1500;
const LOAD_DELAY_MICROS = 1000;
const ARGUMENTS = ['--enable-debug-command', 'yes', '--busy-reply-threshold', '10', '--loading-process-events-interval-bytes', '1024'];
const ENDLESS_SCRIPT = 'while true do end';
const [FIRST_PRIMARY, SECOND_PRIMARY, REPLICA_OF_FIRST, REPLICA_OF_THIRD] = [0, 1, 3, 5];

const TESTED = new Set<string>();
type Name = keyof typeof NODE_FAULTS;
/** Each fault is tested once, under the name that it has in the table. */
function testFault(name: Name, run: (fault: (typeof NODE_FAULTS)[Name]) => Promise<void>): void {
  TESTED.add(name);
  test(`${name}: ${NODE_FAULTS[name].fault}`, () => run(NODE_FAULTS[name]));
}

describeWithServers('the gate waits for nodes in trouble, and opens when they are back', () => {
  let group: TlsGroup;
  /** A server with TLS that has not joined. */
  let spare: CacheCluster;
  /** A cluster of one node without TLS. */
  let plain: CacheCluster;
  beforeAll(async () => {
    [group, plain] = await Promise.all([
      TlsGroup.start({ shards: 3, replicasPerShard: 1, nodeTimeoutMillis: NODE_TIMEOUT_MILLIS, serverArguments: ARGUMENTS }),
      startRedisCluster({ shards: 1, replicasPerShard: 0, announce: 'ipv6' }),
    ]);
    const { authority } = group;
    const tls = { ...(await authority.issue(['*.cache.test'])), authorityFile: authority.certificateFile, hostnameOf: () => 'node-6.cache.test' };
    spare = await startRedisCluster({ shards: 1, replicasPerShard: 0, nodeTimeoutMillis: NODE_TIMEOUT_MILLIS, tls });
    await expectOpen(watching());
  });
  afterAll(() => Promise.all([group.close(), spare.close(), plain.close()]));

  const node = (index: number): ClusterNode => nodeAt(group.cluster, index);
  const watching = (members: readonly Member[] = group.members): Watching => ({
    members,
    targetFamily: 'ipv6',
    demand: DEMAND,
    connection: { tls: group.tls, lookup: group.lookup },
  });
  const watchingPlain = (): Watching => ({ members: membersOf(plain, 'ipv6'), targetFamily: 'ipv6' });
  const configure = (victim: ClusterNode, ...words: string[]): Promise<unknown> => victim.command(['CONFIG', 'SET', ...words]);
  const thaw = (victim: ClusterNode) => () => {
    victim.thaw();
    return Promise.resolve();
  };
  async function join(newcomer: ClusterNode): Promise<void> {
    await newcomer.command(['CLUSTER', 'MEET', LOOPBACK.ipv4, String(node(FIRST_PRIMARY).port)]);
    const knows = async (): Promise<boolean> => String(await node(SECOND_PRIMARY).command(['CLUSTER', 'NODES'])).includes(await idOf(newcomer));
    while (!(await knows())) await sleep(50);
  }

  testFault('down', async (fault) => {
    const victim = node(REPLICA_OF_FIRST);
    await victim.kill();
    await expectWaitAndOpen(fault, memberId(REPLICA_OF_FIRST), watching(), () => victim.restart());
  });

  testFault('stopped', async (fault) => {
    const victim = node(REPLICA_OF_FIRST);
    victim.freeze();
    await expectWaitAndOpen(fault, memberId(REPLICA_OF_FIRST), watching(), thaw(victim));
  });

  testFault('stopped, plain', async (fault) => {
    const victim = nodeAt(plain, 0);
    victim.freeze();
    await expectWaitAndOpen(fault, memberId(0), watchingPlain(), thaw(victim));
  });

  testFault('busy', async (fault) => {
    const victim = node(REPLICA_OF_FIRST);
    const script = expect(victim.command(['EVAL', ENDLESS_SCRIPT, '0'])).rejects.toThrow('Script killed');
    await expectWaitAndOpen(fault, memberId(REPLICA_OF_FIRST), watching(), () => victim.command(['SCRIPT', 'KILL'], 'ipv6'));
    await script;
  });

  testFault('maxclients', async (fault) => {
    const victim = node(REPLICA_OF_FIRST);
    await configure(victim, 'maxclients', '1');
    await expectWaitAndOpen(fault, memberId(REPLICA_OF_FIRST), watching(), () => configure(victim, 'maxclients', '1000'));
  });

  testFault('maxclients, plain', async (fault) => {
    const victim = nodeAt(plain, 0);
    await configure(victim, 'maxclients', '1');
    await expectWaitAndOpen(fault, memberId(0), watchingPlain(), () => configure(victim, 'maxclients', '1000'));
  });

  testFault('replaced', async (fault) => {
    // what comes in place of a node has its name, and neither its id nor its data
    const victim = node(REPLICA_OF_THIRD);
    await victim.command(['CLUSTER', 'RESET', 'HARD']);
    await expectWaitAndOpen(fault, memberId(REPLICA_OF_THIRD), watching(), async () => {
      const others = group.cluster.nodes.filter((each) => each !== victim);
      // who has noticed that the id is gone has forgotten it already
      await Promise.allSettled(others.map((other) => other.command(['CLUSTER', 'FORGET', victim.id])));
      await join(victim);
      await victim.command(['CLUSTER', 'REPLICATE', node(2).id]);
    });
  });

  testFault('syncing', async (fault) => {
    // the primary waits for more replicas before it sends its data
    await configure(node(FIRST_PRIMARY), 'repl-diskless-sync-delay', '600');
    const victim = node(REPLICA_OF_FIRST);
    await victim.kill();
    await victim.restart();
    // until then the others do not know that it has nothing
    while (JSON.stringify(await node(SECOND_PRIMARY).command(['CLUSTER', 'SLOTS'])).includes(victim.id)) await sleep(50);
    await expectWaitAndOpen(fault, memberId(SECOND_PRIMARY), watching(), () => configure(node(FIRST_PRIMARY), 'repl-diskless-sync-delay', '0'));
  });

  testFault('loading', async (fault) => {
    const victim = node(FIRST_PRIMARY);
    await fill(victim, KEYS);
    await configure(victim, 'key-load-delay', String(LOAD_DELAY_MICROS));
    const reload = victim.command(['DEBUG', 'RELOAD']);
    await expectWaitAndOpen(fault, memberId(FIRST_PRIMARY), watching(), () => reload);
  });

  testFault('failover', async (fault) => {
    const victim = node(SECOND_PRIMARY);
    await victim.kill();
    await expectWaitAndOpen(fault, memberId(SECOND_PRIMARY), watching(), async () => {
      const heir = node(4);
      while (!String(await heir.command(['ROLE'])).startsWith('master')) await sleep(50);
      await victim.restart();
    });
  });

  testFault('slotless', async (fault) => {
    const newcomer = nodeAt(spare, 0);
    await newcomer.command(['CLUSTER', 'FLUSHSLOTS']);
    await join(newcomer);
    const members = [...group.members, { id: memberId(6), host: newcomer.hostname ?? '', port: newcomer.port }];
    await expectWaitAndOpen(fault, memberId(FIRST_PRIMARY), watching(members), () => newcomer.command(['CLUSTER', 'REPLICATE', node(FIRST_PRIMARY).id]));
  });

  test('no other fault is in the table', () => {
    expect([...TESTED].sort()).toEqual(Object.keys(NODE_FAULTS).sort());
  });
});

async function idOf(node: ClusterNode): Promise<string> {
  return String(await node.command(['CLUSTER', 'MYID']));
}
