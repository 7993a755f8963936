import { type ProbeResult } from '../../lambda/probe/probe-result';
import { type InvocationRecord } from '../lambda/invocation-record';

/** What the probe answered in these invocations, in order; those of other functions are left out. */
export function probeResultsIn(invocations: readonly InvocationRecord[]): readonly ProbeResult[] {
  return invocations.filter(({ failed }) => !failed).map(({ response }) => JSON.parse(response) as unknown).filter(isProbeResult);
}

function isProbeResult(response: unknown): response is ProbeResult {
  return typeof response === 'object' && response !== null && 'verdict' in response && 'sweeps' in response && 'decidedAtMillis' in response;
}
