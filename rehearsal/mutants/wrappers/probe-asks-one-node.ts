import { setTimeout as pause } from 'node:timers/promises';
import { type ProbeRequest } from '../../../lib/gates/contract';
import { type ProbeResult } from '../../../lambda/probe/probe-result';
import { NodeConnection } from '../../cluster/node-connection';
import { isOfFamily, slotsAddresses } from '../../scenario/proofs/slots-addresses';

/** What people write by hand: one node's view is taken for the cluster's. */
export async function handler({ members, targetFamily, budgetMillis, pollIntervalMillis }: ProbeRequest): Promise<ProbeResult> {
  const connection = new NodeConnection({ port: members.at(-1)?.port ?? 0 });
  const deadline = Date.now() + budgetMillis;
  let sweeps = 0;
  let isThere = false;
  while (!isThere && Date.now() < deadline) {
    const addresses = slotsAddresses(await connection.command(['CLUSTER', 'SLOTS']));
    isThere = [...addresses.values()].every((address) => isOfFamily(address, targetFamily));
    sweeps += 1;
    await pause(pollIntervalMillis);
  }
  connection.close();
  const standings = members.map(({ id }) => ({ memberId: id, onTarget: isThere, reason: isThere ? '' : 'not yet' }));
  return { verdict: { kind: isThere ? 'open' : 'waiting', members: standings }, sweeps, decidedAtMillis: Date.now() };
}
