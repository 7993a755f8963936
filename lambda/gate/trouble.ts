import { type GateFinding } from './gate-finding';
import { errorText } from './gate-log';
import { type GateServices } from './gate-services';
import { type GateTimes } from './gate-times';
import { mayPass } from './passing-error';

/** Trouble with an API is waited out; only what no repetition cures ends the gate. `action`: as in `can not run the probe`. */
export async function troubled<Finding extends object>(
  action: string,
  { startedAt }: GateTimes,
  { now, log }: Pick<GateServices, 'now' | 'log'>,
  work: () => Promise<Finding>,
): Promise<Finding | Exclude<GateFinding, { kind: 'open' }>> {
  try {
    return await work();
  } catch (error) {
    const reason = `can not ${action}: ${errorText(error)}`;
    log({ step: 'isComplete', trouble: reason });
    return { kind: mayPass(error, now() - startedAt) ? 'waiting' : 'refused', reason };
  }
}
