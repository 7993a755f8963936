/** What can be proven of one member; spelled as in the contract of the gates. */
export type Evidence = 'REPORTED' | 'RESOLVED' | 'CONNECTED' | 'HANDSHAKE' | 'ANSWERED';

/** The rungs, from the least to the most. */
export const LADDER: readonly Evidence[] = ['REPORTED', 'RESOLVED', 'CONNECTED', 'HANDSHAKE', 'ANSWERED'];

/** What is climbed towards one member, in this order. `REPORTED` is no part of it: others say that. */
export const CLIMB: readonly Exclude<Evidence, 'REPORTED'>[] = ['RESOLVED', 'CONNECTED', 'HANDSHAKE', 'ANSWERED'];

/** Whether `evidence` is this rung or one above it. */
export function isAtLeast(evidence: Evidence, rung: Evidence): boolean {
  return LADDER.indexOf(evidence) >= LADDER.indexOf(rung);
}

/** The least of them. */
export function leastOf(evidence: readonly (Evidence | undefined)[]): Evidence | undefined {
  return LADDER.find((rung) => evidence.includes(rung));
}
