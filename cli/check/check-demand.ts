import { type Demand } from '../../lambda/topology/demand';
import { type CheckArguments } from './check-arguments';
import { type Roster } from './roster';

/** What must be proven of every node. */
export function demandOf({ kind }: Pick<Roster, 'kind'>, { connection, family, minimumEvidence }: Pick<CheckArguments, 'connection' | 'family' | 'minimumEvidence'>): Demand {
  const tls = connection.tls !== undefined;
  // who announces names without TLS reports no family: what counts is that each name leads there, and is answered
  const purpose = kind === 'cluster' ? 'propagation' : 'reachability';
  return { targetFamily: family, purpose, clusterMode: kind !== 'hosts', tls, requiredEvidence: minimumEvidence ?? 'ANSWERED' };
}

/** Whether somebody must log in for that. */
export function mustAnswer({ minimumEvidence = 'ANSWERED' }: Pick<CheckArguments, 'minimumEvidence'>): boolean {
  return minimumEvidence === 'ANSWERED' || minimumEvidence === 'REPORTED';
}
