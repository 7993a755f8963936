import { type ReplacementGuardAttributes } from '../../../lib/gates/contract';
import { errorText } from '../gate-log';
import { mayPass } from '../passing-error';
import { within } from '../within';
import { allowanceFor } from './allowed-replacement';
import { describeRefusal, describeReplacement } from './describe-refusal';
import { findReplacements, isComparable } from './find-replacements';
import { type GuardIsCompleteEvent } from './guard-event';
import { type GuardProperties, readGuardProperties } from './guard-properties';
import { type GuardServices } from './guard-services';
import { idOf, nounOf } from './live-cache';

/** What one look found out. */
export type GuardFinding =
  | { readonly kind: 'pass'; readonly outcome: ReplacementGuardAttributes['Outcome']; readonly remark: string }
  /** `reason` becomes the reason of the failure when the deadline has come. */
  | { readonly kind: 'waiting'; readonly reason: string }
  /** No waiting helps. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The function has 2 minutes; if it timed out, that would fail the deployment. */
const LOOK_MILLIS = 60_000;

/** Of that, for what only makes the message better. */
const STAKE_MILLIS = 15_000;

/** Statuses of caches that hold no data, or soon none. */
const GONE = new Set(['deleting', 'create-failed']);

/** Whether the update that is about to begin would replace the live cache. Never rejects. */
export async function judgeReplacement(event: GuardIsCompleteEvent, startedAt: number, services: GuardServices): Promise<GuardFinding> {
  const wanted = readGuardProperties(event.ResourceProperties);
  if (!wanted) return { kind: 'refused', reason: 'the replacement guard can not start: its properties are not those of a guard' };
  const old = readGuardProperties(event.OldResourceProperties);
  const before = isComparable(wanted, old) ? old : undefined;
  const written = before === undefined ? [] : findReplacements(wanted, { before, live: undefined });
  // asks nobody, so that nothing can stand in the way of what changes in place
  if (before !== undefined && written.length === 0) return pass('UNCHANGED', 'the template changes nothing that replaces');
  try {
    return await within(LOOK_MILLIS, 'one look', compareWithLive(event.StackId, wanted, before, services));
  } catch (error) {
    const trouble = `can not describe the ${wanted.isServerless ? 'cache' : 'group'} that this update may replace: ${errorText(error)}`;
    services.log({ step: 'guard', trouble });
    const reason = [trouble, ...written.map(describeReplacement), 'replacementGuard: false goes on without looking'].join('\n');
    return { kind: mayPass(error, services.now() - startedAt) ? 'waiting' : 'refused', reason };
  }
}

async function compareWithLive(
  stackId: string,
  wanted: GuardProperties,
  before: GuardProperties | undefined,
  { resources, live: groups, serverless, usage: meter, log }: GuardServices,
): Promise<GuardFinding> {
  const reader = wanted.isServerless ? serverless : groups;
  const id = await resources.physicalId(stackId, wanted.groupLogicalId);
  if (id === undefined) return pass('NO_GROUP', `the stack has no such ${wanted.isServerless ? 'cache' : 'group'} yet`);
  const live = await reader.describe(id);
  if (!live) return pass('NO_GROUP', `"${id}" is gone`);
  if (GONE.has(live.status.toLowerCase())) return pass('NO_GROUP', `the ${nounOf(live)} "${id}" is gone`);
  const replacements = findReplacements(wanted, { before, live });
  if (replacements.length === 0) return pass('UNCHANGED', 'the live group is as wanted');
  const allowance = allowanceFor(idOf(live), wanted.allowReplacement);
  if (allowance === 'allowed') return pass('REPLACEMENT_ALLOWED', wanted.allowReplacement);
  const [snapshot, usage] = await Promise.all([
    asFarAsKnown('snapshots', reader.lastSnapshot(idOf(live))),
    asFarAsKnown('BytesUsedForCache', meter.usage(live)),
  ]);
  const { updateReplacePolicy } = wanted;
  return { kind: 'refused', reason: describeRefusal({ replacements, live, snapshot, usage, updateReplacePolicy, allowance }) };

  /** Only makes the message better: trouble with it decides nothing. */
  async function asFarAsKnown<Stake>(what: string, stake: Promise<Stake | undefined>): Promise<Stake | 'none' | 'unknown'> {
    try {
      return (await within(STAKE_MILLIS, what, stake)) ?? 'none';
    } catch (error) {
      log({ step: 'guard', trouble: `can not read ${what}: ${errorText(error)}` });
      return 'unknown';
    }
  }
}

function pass(outcome: ReplacementGuardAttributes['Outcome'], remark: string): GuardFinding {
  return { kind: 'pass', outcome, remark };
}
