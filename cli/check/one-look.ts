import { type MemberStanding, type Verdict } from '../../lambda/topology/verdict';

/** The probe gives up a node after 5 s; a moment more, and everything has been said. */
const LONGEST_LOOK_MILLIS = 6000;
/** How the probe reports a node that it has asked and not given up yet. */
const STILL_OUT = /\((?:NotAskedYet\b|AnswerTimeout: no answer)/;

/**
 * Whether one look has seen enough to say "not open". Over a slow line a healthy node may need longer than the probe
 * waits before it goes on with the others: an answer that is still out is waited for.
 */
export function isLookOver(verdict: Verdict, elapsedMillis: number): boolean {
  return verdict.kind !== 'open' && (elapsedMillis >= LONGEST_LOOK_MILLIS || !verdict.members.some(isStillOut));
}

function isStillOut({ reason }: MemberStanding): boolean {
  return STILL_OUT.test(reason);
}
