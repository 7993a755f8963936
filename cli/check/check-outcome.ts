import { type Evidence } from '../../lambda/topology/evidence';
import { type MemberStanding } from '../../lambda/topology/verdict';
import { ExitCode } from '../exit-code';
import { type Problem } from '../problem';
import { type Roster } from './roster';

/** How a check ended. */
export interface CheckOutcome {
  readonly verdict: CheckVerdict;
  /** What kind of group it was, as far as is known. */
  readonly kind: Roster['kind'];
  /** What is proven of every node, if it is open. */
  readonly evidence: Evidence | undefined;
  /** What is in the way, where it is not a matter of single nodes. */
  readonly problem?: Problem;
  readonly members: readonly MemberStanding[];
  /** Times that every node was asked. */
  readonly sweeps: number;
  readonly startedAt: Date;
  readonly elapsedMillis: number;
}

export type CheckVerdict = 'open' | 'not-open' | 'cannot-tell' | 'interrupted';

/** What each way of ending means to a script. */
export const EXIT_CODES: Readonly<Record<CheckVerdict, ExitCode>> = {
  open: ExitCode.OPEN,
  'not-open': ExitCode.NOT_OPEN,
  'cannot-tell': ExitCode.CANNOT_TELL,
  interrupted: ExitCode.INTERRUPTED,
};

export const EXIT_CODE_MEANINGS: Readonly<Record<CheckVerdict, string>> = {
  open: 'every node is proven to be on the family as far as is demanded, twice in a row',
  'not-open': 'at least one node is not proven to be on the family, or could not be asked',
  'cannot-tell': 'nothing is proven either way: a refused login or certificate, no Redis or Valkey, or no answer from --host',
  interrupted: 'ended by the user before there was a verdict',
};

/** How many members are where they should be. */
export function countOnTarget(members: readonly MemberStanding[]): number {
  return members.filter(({ onTarget }) => onTarget).length;
}

/** The members that are not. */
export function laggingOf(members: readonly MemberStanding[]): readonly MemberStanding[] {
  return members.filter(({ onTarget }) => !onTarget);
}
