import { setTimeout as pause } from 'node:timers/promises';
import { type ProbeRequest } from '../../../lib/gates/contract';
import { type ProbeResult } from '../../../lambda/probe/probe-result';
import { NodeConnection } from '../../cluster/node-connection';
import { isOfFamily, slotsAddresses } from '../../scenario/proofs/slots-addresses';

const POLL_MILLIS = 20;

/** What people write by hand: the view of one node is taken for the cluster's, whichever node that is. */
export async function handler({ members, targetFamily, budgetMillis }: ProbeRequest): Promise<ProbeResult> {
  const connections = members.map(({ port }) => new NodeConnection({ port }));
  const deadline = Date.now() + budgetMillis;
  const seesAll = async (connection: NodeConnection): Promise<boolean> => {
    const addresses = slotsAddresses(await connection.command(['CLUSTER', 'SLOTS']));
    return [...addresses.values()].every((address) => isOfFamily(address, targetFamily));
  };
  let sweeps = 1;
  let isThere = (await Promise.all(connections.map(seesAll))).some(Boolean);
  for (; !isThere && Date.now() < deadline; sweeps++) {
    await pause(POLL_MILLIS);
    isThere = (await Promise.all(connections.map(seesAll))).some(Boolean);
  }
  const decidedAtMillis = Date.now();
  for (const connection of connections) connection.close();
  const standings = members.map(({ id }) => ({ memberId: id, onTarget: isThere, reason: isThere ? '' : 'not yet' }));
  return { verdict: { kind: isThere ? 'open' : 'waiting', members: standings }, sweeps, decidedAtMillis };
}
