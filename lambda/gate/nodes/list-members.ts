import pLimit from 'p-limit';
import { type ProbeMember } from '../../../lib/gates/contract';
import { type CacheGroup, type GroupReader, type NodeEndpoint } from './cache-group';

/** Requests at the same time; more are throttled. */
const WIDTH = 8;

export interface MemberList {
  /** Every node, and if wanted the names that any of them may answer to. */
  readonly members: readonly ProbeMember[];
  /** Nodes that have no endpoint yet, so that nobody can ask them. */
  readonly withoutEndpoint: readonly string[];
}

/** Finds the endpoint of every node, where the group does not tell it already; and the other names, if wanted. */
export async function listMembers(groups: GroupReader, group: CacheGroup, withNames: boolean): Promise<MemberList> {
  const limit = pLimit(WIDTH);
  const found = await Promise.all(
    group.memberIds.map((id) => limit(async () => ({ id, endpoint: group.memberEndpoints.get(id) ?? (await groups.nodeEndpoint(id)) }))),
  );
  const nodes = found.flatMap(({ id, endpoint }) => (endpoint ? [{ id, host: endpoint.address, port: endpoint.port }] : []));
  return {
    members: [...nodes, ...(withNames ? namesOf(group) : [])],
    withoutEndpoint: found.filter(({ endpoint }) => !endpoint).map(({ id }) => id),
  };
}

/** Clients look up these names: a node that is reachable helps nobody whose first name leads elsewhere. */
function namesOf(group: CacheGroup): readonly ProbeMember[] {
  const named: readonly (readonly [string, NodeEndpoint | undefined])[] = [
    ['configuration endpoint', group.configurationEndpoint],
    ['primary endpoint', group.primaryEndpoint],
    // without a replica nobody is behind it
    ['reader endpoint', group.memberIds.length > 1 ? group.readerEndpoint : undefined],
  ];
  return named.flatMap(([id, endpoint]) => (endpoint ? [{ id, host: endpoint.address, port: endpoint.port, kind: 'endpoint' as const }] : []));
}
