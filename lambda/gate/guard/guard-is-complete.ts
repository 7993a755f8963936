import { type ReplacementGuardAttributes } from '../../../lib/gates/contract';
import { nobodyWaits, readPhase, type StackPhase } from '../stack-phase';
import { GuardError } from './guard-error';
import { type GuardIsCompleteAnswer, type GuardIsCompleteEvent } from './guard-event';
import { type GuardServices } from './guard-services';
import { type GuardFinding, judgeReplacement } from './judge-replacement';

/** How long the guard asks again where the API does not answer, before it fails. */
const PATIENCE_MILLIS = 240_000;

/**
 * Says whether the group may be updated. An exception fails the deployment at once, so only two things throw: a refusal, and
 * the end of the patience with the API; neither in a stack that is made for the first time, nor in one that rolls back.
 */
export async function guardIsComplete(event: GuardIsCompleteEvent, services: GuardServices): Promise<GuardIsCompleteAnswer> {
  if (event.RequestType === 'Delete') return { IsComplete: true };
  const startedAt = startOf(event, services.now());
  const isDue = (): boolean => services.now() >= startedAt + PATIENCE_MILLIS;
  const phase = await readPhase(services.stacks, event.StackId);
  if (nobodyWaits(phase)) return end(event, phase, 'NOT_JUDGED', services);
  // nothing that lives is in a stack that is being made
  if (phase.stackStatus === 'CREATE_IN_PROGRESS') return end(event, phase, 'NO_GROUP', services);
  const finding = await judgeReplacement(event, startedAt, services);
  logFinding(event, phase, finding, services);
  if (finding.kind === 'pass') return { IsComplete: true, Data: { Outcome: finding.outcome } };
  if (finding.kind === 'waiting' && !isDue()) return { IsComplete: false };
  // meanwhile a rollback may have begun, which a failure would block
  const phaseNow = await readPhase(services.stacks, event.StackId);
  if (nobodyWaits(phaseNow)) return end(event, phaseNow, 'NOT_JUDGED', services);
  if (phaseNow.name === 'unknown' && !isDue()) return { IsComplete: false };
  throw new GuardError(finding.reason);
}

/** Without what `onEvent` noted, the patience is over at once: it would have no end. */
function startOf({ Data }: GuardIsCompleteEvent, now: number): number {
  const text = Data?.StartedAtMillis;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : now - PATIENCE_MILLIS;
}

function end(
  event: GuardIsCompleteEvent,
  { stackStatus }: StackPhase,
  Outcome: ReplacementGuardAttributes['Outcome'],
  { log }: GuardServices,
): GuardIsCompleteAnswer {
  log({ step: 'guard', guard: event.LogicalResourceId, stackStatus, outcome: Outcome });
  return { IsComplete: true, Data: { Outcome } };
}

function logFinding(event: GuardIsCompleteEvent, phase: StackPhase, finding: GuardFinding, { log }: GuardServices): void {
  log({
    step: 'guard',
    guard: event.LogicalResourceId,
    stackStatus: phase.stackStatus,
    ...phase.trouble,
    finding: finding.kind,
    ...(finding.kind === 'pass' ? { outcome: finding.outcome, reason: finding.remark } : { reason: finding.reason }),
  });
}
