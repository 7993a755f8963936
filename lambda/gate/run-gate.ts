import { GateError } from './gate-error';
import { type IsCompleteAnswer, type IsCompleteEvent } from './gate-event';
import { type GateFinding } from './gate-finding';
import { type GateKind } from './gate-kind';
import { GateRecord } from './gate-record';
import { type GateServices } from './gate-services';
import { type GateTimes, timesOf } from './gate-times';
import { nobodyWaits, readPhase, type StackPhase } from './stack-phase';

/**
 * `isComplete` of every gate: says whether what it waits for is there.
 *
 * An exception ends the gate and fails the deployment at once, so only two things throw: a refusal, and the gate's own
 * deadline; neither in a stack that rolls back.
 */
export async function runGate<Attributes extends object>(
  kind: GateKind<Attributes>,
  event: IsCompleteEvent,
  services: GateServices,
): Promise<IsCompleteAnswer<Attributes>> {
  if (event.RequestType === 'Delete') return { IsComplete: true };
  const times = timesOf(event, services.now());
  const record = new GateRecord(kind, event, times, services);
  const isDue = (): boolean => services.now() >= times.deadline;
  const phase = await readPhase(services.stacks, event.StackId);
  if (nobodyWaits(phase)) return end(phase);
  const finding = await find(kind, event, times, phase);
  record.found(phase, finding);
  if (finding.kind === 'open') return { IsComplete: true, Data: finding.attributes };
  if (finding.kind === 'waiting' && !isDue()) return { IsComplete: false };
  // a look takes a while: meanwhile a rollback may have begun, which a failure would block
  const phaseNow = await readPhase(services.stacks, event.StackId);
  if (nobodyWaits(phaseNow)) return end(phaseNow);
  if (phaseNow.name === 'unknown' && !isDue()) return { IsComplete: false };
  record.failed(finding);
  throw new GateError(kind.title, finding.reason);

  async function end(at: StackPhase): Promise<IsCompleteAnswer<Attributes>> {
    record.notJudged(at);
    return { IsComplete: true, Data: await kind.unjudged(event, services.now() - times.startedAt) };
  }
}

async function find<Attributes extends object>(
  kind: GateKind<Attributes>,
  event: IsCompleteEvent,
  times: GateTimes,
  phase: StackPhase,
): Promise<GateFinding<Attributes>> {
  const wait = kind.waitOf(event.ResourceProperties);
  if (!wait.ok) return { kind: 'refused', reason: `the ${kind.title} can not start: ${wait.problems.join('; ')}` };
  return kind.look(event, { times, phase });
}
