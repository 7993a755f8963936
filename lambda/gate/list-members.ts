import pLimit from 'p-limit';
import { type ProbeMember } from '../../lib/gates/contract';
import { type GroupReader } from './cache-group';

/** Requests at the same time; more are throttled. */
const WIDTH = 8;

export interface MemberList {
  readonly members: readonly ProbeMember[];
  /** Members that have no endpoint yet, so that nobody can ask them. */
  readonly withoutEndpoint: readonly string[];
}

/** Finds the endpoint of every member. */
export async function listMembers(groups: GroupReader, memberIds: readonly string[]): Promise<MemberList> {
  const limit = pLimit(WIDTH);
  const found = await Promise.all(memberIds.map((id) => limit(async () => ({ id, endpoint: await groups.nodeEndpoint(id) }))));
  return {
    members: found.flatMap(({ id, endpoint }) => (endpoint ? [{ id, host: endpoint.address, port: endpoint.port }] : [])),
    withoutEndpoint: found.filter(({ endpoint }) => !endpoint).map(({ id }) => id),
  };
}
