import { type Census, type Seat } from './census';
import { type Demand } from './demand';
import { CLIMB, type Evidence } from './evidence';
import { familyOf } from './ip-literal';
import { type MemberObservation } from './observation';
import { type Shortfall } from './shortfall';
import { listSome } from './wording';

/** The rungs up to which a member was climbed, whatever is wrong with them. */
export function climbed(entry: MemberObservation): readonly Evidence[] {
  const reached = entry.kind === 'answered' ? 'ANSWERED' : entry.reached;
  return reached === undefined ? [] : CLIMB.slice(0, CLIMB.indexOf(reached) + 1);
}

/** Why it proves nothing of a member that something was reached: over the other family, or not the member. */
export function judgeClimb(seat: Seat, entry: MemberObservation, census: Census, demand: Demand): readonly Shortfall[] {
  return [...judgeFamily(entry, demand), ...judgePlace(seat, census)];
}

function judgeFamily({ address }: MemberObservation, { targetFamily }: Demand): readonly Shortfall[] {
  if (address === undefined || familyOf(address) === targetFamily) return [];
  const reason = `was reached at ${address}, which is not ${targetFamily}`;
  return [{ rung: 'RESOLVED', reason, check: `that the name of the node has an address of ${targetFamily} of its own` }];
}

/** Without a view to tell the nodes apart, their places are all there is. */
function judgePlace({ member, place }: Seat, census: Census): readonly Shortfall[] {
  if (place === undefined || member.kind === 'endpoint') return [];
  const there = census.membersAt(place);
  if (there.length < 2) return [];
  const reason = `${listSome(there.map(({ id }) => id))} lead to one place: ${place}`;
  return [{ rung: 'RESOLVED', reason, check: 'that DNS gives each node an address of its own; the address of a node that is gone may belong to another one' }];
}
