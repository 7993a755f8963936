import { applies, type Demand, highestDemanded } from '../../lambda/topology/demand';
import { type Evidence } from '../../lambda/topology/evidence';
import { type CheckArguments } from './check-arguments';
import { demandOf } from './check-demand';
import { type Roster } from './roster';

/** What is counted: nodes, or the hosts that were named, behind which may be any node. */
export function nounOf(kind: Roster['kind']): string {
  return kind === 'hosts' ? 'endpoints' : 'nodes';
}

/** What every one of them should do, in words: `announce ipv6 for every node`. */
export function goalOf(kind: Roster['kind'], given: CheckArguments): string {
  const demand = demandOf({ kind }, given);
  return applies('REPORTED', demand) ? `announce ${given.family} for every node` : VERBS[highestDemanded(demand)](demand);
}

const VERBS: Readonly<Record<Exclude<Evidence, 'REPORTED'>, (demand: Demand) => string>> = {
  RESOLVED: ({ targetFamily }) => `have an address of ${targetFamily}`,
  CONNECTED: ({ targetFamily }) => `take a connection over ${targetFamily}`,
  HANDSHAKE: ({ targetFamily }) => `complete the TLS handshake over ${targetFamily}`,
  ANSWERED: ({ targetFamily }) => `answer over ${targetFamily}`,
};

/** `cache.example.com:6379`, with brackets around an IPv6 address. */
export function placeOf({ hosts, port }: Pick<CheckArguments, 'hosts' | 'port'>): string {
  return hosts.map((host) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(', ');
}
