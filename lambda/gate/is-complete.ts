import { awsGuardServices, awsServices } from './aws-services';
import { attributesOf } from './gate-attributes';
import { GateError } from './gate-error';
import { type IsCompleteAnswer, type IsCompleteEvent } from './gate-event';
import { type GateFinding } from './gate-finding';
import { readProperties } from './gate-properties';
import { type GateServices } from './gate-services';
import { type GuardIsCompleteAnswer, type GuardIsCompleteEvent, isOfGuard } from './guard/guard-event';
import { guardIsComplete } from './guard/guard-is-complete';
import { type GateTimes, judgeGroup } from './judge-group';
import { nobodyWaits, readPhase, type StackPhase } from './stack-phase';

/** `isComplete` of the provider framework, for every custom resource of this library. */
export function handler(event: IsCompleteEvent | GuardIsCompleteEvent): Promise<IsCompleteAnswer | GuardIsCompleteAnswer> {
  return isOfGuard(event) ? guardIsComplete(event, awsGuardServices()) : isComplete(event, awsServices());
}

/**
 * Says whether every node is there. An exception ends the gate and fails the deployment at once, so only two things
 * throw: a refusal, and the gate's own deadline; neither in a stack that rolls back.
 */
export async function isComplete(event: IsCompleteEvent, services: GateServices): Promise<IsCompleteAnswer> {
  if (event.RequestType === 'Delete') return { IsComplete: true };
  const times = timesOf(event, services.now());
  const phase = await readPhase(services.stacks, event.StackId);
  if (nobodyWaits(phase)) return endUnjudged(event, phase, times, services);
  const finding = await find(event, times, services);
  logFinding(event, phase, finding, times, services);
  if (finding.kind === 'open') return { IsComplete: true, Data: finding.attributes };
  if (finding.kind === 'waiting' && services.now() < times.deadline) return { IsComplete: false };
  // the probe takes a while: meanwhile a rollback may have begun, which a failure would block
  const phaseNow = await readPhase(services.stacks, event.StackId);
  if (nobodyWaits(phaseNow)) return endUnjudged(event, phaseNow, times, services);
  if (phaseNow.name === 'unknown' && services.now() < times.deadline) return { IsComplete: false };
  throw new GateError(finding.reason);
}

async function find(event: IsCompleteEvent, times: GateTimes, services: GateServices): Promise<GateFinding> {
  const read = readProperties(event.ResourceProperties);
  if (!read.ok) return { kind: 'refused', reason: `the propagation gate can not start: ${read.problems.join('; ')}` };
  return judgeGroup(read.properties, times, services);
}

/** Without what `onEvent` noted, the wait is over at once: it would have no end. */
function timesOf({ Data }: IsCompleteEvent, now: number): GateTimes {
  return { startedAt: numberIn(Data?.StartedAtMillis) ?? now, deadline: numberIn(Data?.DeadlineAtMillis) ?? now };
}

function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function endUnjudged(event: IsCompleteEvent, phase: StackPhase, times: GateTimes, { log, now }: GateServices): IsCompleteAnswer {
  const attributes = attributesOf(event, now() - times.startedAt);
  log({
    step: 'isComplete',
    replicationGroupId: attributes.ReplicationGroupId,
    stackStatus: phase.stackStatus,
    outcome: 'NOT_JUDGED',
    reason: phase.name === 'rolling-back' ? 'the stack rolls back: a gate must not block that' : 'the deployment is over: nobody waits for this gate',
  });
  return { IsComplete: true, Data: attributes };
}

function logFinding(event: IsCompleteEvent, phase: StackPhase, finding: GateFinding, times: GateTimes, { log, now }: GateServices): void {
  const { ReplicationGroupId } = attributesOf(event, 0);
  log({
    step: 'isComplete',
    replicationGroupId: ReplicationGroupId,
    stackStatus: phase.stackStatus,
    ...phase.trouble,
    finding: finding.kind,
    reason: finding.kind === 'open' ? undefined : finding.reason,
    secondsWaiting: Math.round((now() - times.startedAt) / 1000),
    secondsLeft: Math.max(0, Math.round((times.deadline - now()) / 1000)),
  });
}
