import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findRedisServer } from '../../../../rehearsal/cluster/find-redis-server';
import { expectWaited } from './expect-fault';
import { NETWORK_FAULTS } from './fault-table';
import { type Seen } from './see-fault';

const LAB = join(__dirname, 'network', 'network-lab.ts');
const LAB_MILLIS = 120_000;
/** A network of its own: nobody else on this machine notices what happens to it. */
const IN_NAMESPACE = ['--net', '--'];
const TRIAL = `table inet trial {
  chain addresses { type nat hook output priority -100; ip6 daddr fd00::1 dnat ip6 to ::1; }
}
`;

/** Why the lab can not be run here. */
function whyNot(): string | undefined {
  if (findRedisServer() === undefined) return 'found no valkey-server or redis-server';
  try {
    execFileSync('unshare', [...IN_NAMESPACE, 'sh', '-c', 'ip link set lo up && nft -f -'], { input: TRIAL, stdio: ['pipe', 'ignore', 'ignore'] });
    return undefined;
  } catch {
    return 'needs root, unshare, ip and nft for a network namespace';
  }
}

const reason = whyNot();
const describeInNamespace = reason === undefined ? describe : describe.skip;

describeInNamespace(`the gate and the network${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  const seen = new Map<string, Seen>();
  beforeAll(async () => {
    const { stdout } = await promisify(execFile)('unshare', [...IN_NAMESPACE, process.execPath, '--import', 'tsx', LAB], { timeout: LAB_MILLIS });
    for (const line of stdout.trim().split('\n')) {
      const { name, seen: each } = JSON.parse(line) as { name: string; seen: Seen };
      seen.set(name, each);
    }
  }, LAB_MILLIS);

  test.each(Object.entries(NETWORK_FAULTS))('%s', (name, fault) => {
    expectWaited(fault, seen.get(name) ?? { said: [], decided: [], ended: 'not seen' });
  });
});
