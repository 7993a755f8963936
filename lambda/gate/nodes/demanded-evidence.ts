import { type EvidenceName, type ProbePurpose } from '../../../lib/gates/contract';
import { type CacheGroup } from './cache-group';

/** What somebody may demand of a group. */
export interface Demand {
  readonly purpose: ProbePurpose;
  readonly hasCredentials: boolean;
  readonly minimum: EvidenceName | undefined;
}

/** What must be proven of every node, or why that can not be. */
export type DemandedEvidence = { readonly ok: true; readonly evidence: EvidenceName } | { readonly ok: false; readonly message: string };

/** From the least to the most. */
const RUNGS: readonly EvidenceName[] = ['REPORTED', 'RESOLVED', 'CONNECTED', 'HANDSHAKE', 'ANSWERED'];

/** The most that group and credentials allow, or what the author demands. */
export function demandedEvidence(group: CacheGroup, demand: Demand): DemandedEvidence {
  const { minimum } = demand;
  // the views are asked for, so whoever gives them answered
  if (announcesAddresses(group, demand.purpose)) {
    return minimum === 'HANDSHAKE' ? outOfReach(minimum, WITHOUT_TLS) : { ok: true, evidence: 'ANSWERED' };
  }
  const most = isEncrypted(group) && asksForCredentials(group) && !demand.hasCredentials ? 'HANDSHAKE' : 'ANSWERED';
  if (minimum === undefined) return { ok: true, evidence: most };
  if (minimum === 'REPORTED') return outOfReach(minimum, NOTHING_REPORTED[demand.purpose]);
  if (minimum === 'HANDSHAKE' && !isEncrypted(group)) return outOfReach(minimum, WITHOUT_TLS);
  return RUNGS.indexOf(minimum) <= RUNGS.indexOf(most) ? { ok: true, evidence: minimum } : outOfReach(minimum, WITHOUT_CREDENTIALS);
}

/** Whether nodes announce addresses, of which those of the family are waited for: with TLS they announce names. */
export function announcesAddresses(group: CacheGroup, purpose: ProbePurpose): boolean {
  return purpose === 'propagation' && group.clusterMode !== false && !isEncrypted(group);
}

export function isEncrypted({ transitEncryption }: CacheGroup): boolean {
  return transitEncryption === 'required' || transitEncryption === 'preferred';
}

export function asksForCredentials({ authentication }: CacheGroup): boolean {
  return authentication === 'token' || authentication === 'users';
}

const WITHOUT_TLS = 'the replication group has no in-transit encryption, so there is no TLS handshake: demand CONNECTED or ANSWERED';
const WITHOUT_CREDENTIALS = 'the replication group asks for credentials, and the gate has none: give it some, or demand HANDSHAKE';
const NOTHING_REPORTED: Readonly<Record<ProbePurpose, string>> = {
  propagation: 'nodes announce addresses only with cluster mode and without in-transit encryption: demand CONNECTED, or leave it out',
  reachability: 'before the change no node reports the family: demand CONNECTED, or leave it out',
};

function outOfReach(minimum: EvidenceName, why: string): DemandedEvidence {
  return { ok: false, message: `the evidence ${minimum} can not be had: ${why}` };
}
