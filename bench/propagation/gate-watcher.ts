import { watchMembers } from '../../lambda/probe/watch-members';
import { LOOPBACK } from '../../rehearsal/cluster/loopback';
import { type Opening, type WatchedFlip, type Watcher } from './watcher';

/** The default of `PropagationGate`. */
const POLL_INTERVAL_MILLIS = 100;
const BUDGET_MILLIS = 180_000;

/** The probe and the judge of the gate, as the function in the VPC runs them. */
export const gateWatcher: Watcher = {
  name: 'gate',
  prepare: (flip) => Promise.resolve(() => watchAllNodes(flip)),
};

async function watchAllNodes({ cluster, targetFamily }: WatchedFlip): Promise<Opening> {
  let looks = 0;
  const { verdict, decidedAtMillis } = await watchMembers({
    members: cluster.nodes.map(({ index, port }) => ({ id: `node-${index}`, host: LOOPBACK[targetFamily], port })),
    targetFamily,
    budgetMillis: BUDGET_MILLIS,
    pollIntervalMillis: POLL_INTERVAL_MILLIS,
    onSweep: () => (looks += 1),
  });
  if (verdict.kind !== 'open') {
    throw new Error(`the gate did not open within ${BUDGET_MILLIS / 1000} s: ${JSON.stringify(verdict)}`);
  }
  return { openedAtMillis: decidedAtMillis, looks };
}
