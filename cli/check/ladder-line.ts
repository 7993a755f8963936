import { LADDER } from '../../lambda/topology/evidence';
import { wordRungs } from '../../lambda/topology/rungs';
import { type MemberStanding } from '../../lambda/topology/verdict';

/**
 * How many are proven on each rung: `RESOLVED 6 of 6, CONNECTED 5 of 6`. Rungs that do not apply to the group, and those that
 * nobody demanded, are left out. Empty where nothing is known.
 */
export function ladderLine(members: readonly MemberStanding[]): string {
  const known = members.flatMap(({ rungs }) => rungs ?? []);
  const shown = LADDER.filter((rung) => known.some((rungs) => rungs[rung] === 'proven' || rungs[rung] === 'missing'));
  return shown.map((rung) => `${rung} ${known.filter((rungs) => rungs[rung] === 'proven').length} of ${members.length}`).join(', ');
}

/** `CONNECTED, not HANDSHAKE: the certificate ...`. */
export function reasonOf({ rungs, reason }: MemberStanding): string {
  const words = rungs ? wordRungs(rungs) : '';
  return words === '' ? reason : `${words}: ${reason}`;
}
