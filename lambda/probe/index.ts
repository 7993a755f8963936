import { type ProbeRequest } from '../../lib/gates/contract';
import { type ProbeResult } from './probe-result';
import { sweepRecord } from './sweep-record';
import { watchMembers } from './watch-members';

/** The function in the VPC: watches the nodes for the budget of one invocation. Needs no AWS API. */
export async function handler(request: ProbeRequest): Promise<ProbeResult> {
  const { purpose = 'propagation', clusterMode = true, tls = false, requiredEvidence = 'ANSWERED' } = request;
  return watchMembers({
    members: request.members,
    targetFamily: request.targetFamily,
    demand: { purpose, clusterMode, tls, requiredEvidence },
    connection: { credentials: request.credentials, ...(tls && { tls: {} }) },
    budgetMillis: request.budgetMillis,
    pollIntervalMillis: request.pollIntervalMillis,
    onSweep: (event) => {
      // not `console.log`: with the JSON log format that would wrap the line, and CloudWatch would see no metric
      if (event.kind === 'sweep') process.stdout.write(`${sweepRecord(request, event, Date.now())}\n`);
    },
  });
}
