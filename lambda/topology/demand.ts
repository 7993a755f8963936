import { type AddressFamily } from './address-family';
import { CLIMB, type Evidence, isAtLeast } from './evidence';

/** What must be proven of every member, and of what kind of group. */
export interface Demand {
  readonly targetFamily: AddressFamily;
  /** `propagation`: the nodes announce the family and are reachable over it. `reachability`: they are reachable over it. */
  readonly purpose: 'propagation' | 'reachability';
  /** Whether the nodes know of each other. Without, a node tells nothing of the others. */
  readonly clusterMode: boolean;
  /** With TLS nodes announce host names, of which clients choose the family when they resolve them. */
  readonly tls: boolean;
  /** The rung that must be proven, with all below it that apply. */
  readonly requiredEvidence: Evidence;
}

/** What a gate demands after a change of IP discovery, of a group with cluster mode and without TLS. */
export function plainPropagation(targetFamily: AddressFamily): Demand {
  return { targetFamily, purpose: 'propagation', clusterMode: true, tls: false, requiredEvidence: 'ANSWERED' };
}

/** Whether the rung has a meaning for such a group. What does not apply is skipped: it is neither proven nor missing. */
export function applies(rung: Evidence, { purpose, clusterMode, tls }: Demand): boolean {
  if (rung === 'REPORTED') return purpose === 'propagation' && clusterMode && !tls;
  return rung !== 'HANDSHAKE' || tls;
}

/** Whether the member must be on this rung. */
export function isDemanded(rung: Evidence, demand: Demand): boolean {
  return applies(rung, demand) && isAtLeast(highestDemanded(demand), rung);
}

/** Where views are demanded, a member must be asked, and then it has answered too. */
export function highestDemanded(demand: Demand): Exclude<Evidence, 'REPORTED'> {
  if (applies('REPORTED', demand)) return 'ANSWERED';
  // the highest that applies of what is required; a name must lead somewhere in any case
  return CLIMB.findLast((rung) => applies(rung, demand) && isAtLeast(demand.requiredEvidence, rung)) ?? 'RESOLVED';
}
