import { watchMembers } from '../../../lambda/probe/watch-members';
import { runWorker, timed } from './worker';

const BUDGET_MILLIS = 120_000;

// one invocation of the probe, from the first connection to the verdict
runWorker(async ({ members, targetFamily }) => {
  const { result, millis } = await timed(() => watchMembers({ members, targetFamily, budgetMillis: BUDGET_MILLIS, pollIntervalMillis: 100 }));
  return { wallMillis: millis, againMillis: null, bytes: null, outcome: `${result.verdict.kind} after ${result.sweeps} sweeps` };
});
