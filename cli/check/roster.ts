import { isIP } from 'node:net';

import { type DiscoveredMember, type Discovery } from '../../lambda/probe/discover-members';
import { type MemberStanding } from '../../lambda/topology/verdict';
import { type Problem } from '../problem';

/** The nodes that a check asks, and those that it should but cannot. */
export type Roster = Extract<Discovery, { kind: 'discovered' }>;

/** How many nodes the cluster has. */
export function sizeOf({ members, withoutAddress }: Roster): number {
  return members.length + withoutAddress.length;
}

/** A node without an address cannot be asked, so it cannot be on target. */
export function standingsWithoutAddress({ withoutAddress }: Roster): readonly MemberStanding[] {
  return withoutAddress.map((nodeId) => ({
    memberId: `node ${nodeId.slice(0, 8)}`,
    onTarget: false,
    reason: 'belongs to the cluster, but the asked node does not know its address',
    check: 'whether the node still exists; if not, let the cluster forget it',
  }));
}

/** What is wrong with the number of nodes, if `--members` gave one. */
export function memberCountProblem(roster: Roster, expected: number | undefined): Problem | undefined {
  const size = sizeOf(roster);
  if (expected === undefined || expected === size) {
    return undefined;
  }
  return {
    code: 'MemberCount',
    message: `the cluster has ${size} ${size === 1 ? 'node' : 'nodes'} and --members demands ${expected}; wait for the nodes to join or leave, or correct --members`,
  };
}

/**
 * Whether a watch of `known` would miss something that `fresh` shows: a node more or less, or one that moved.
 * That an address changes its family is no move: it is the very flip that is being watched.
 */
export function isOutdated(known: Roster, fresh: Roster): boolean {
  if (sizeOf(known) !== sizeOf(fresh)) {
    return true;
  }
  const before = new Map(known.members.map((member) => [member.nodeId, member]));
  return fresh.members.some((member) => {
    const old = before.get(member.nodeId);
    return old === undefined || hasMoved(old, member);
  });
}

function hasMoved(before: DiscoveredMember, now: DiscoveredMember): boolean {
  return before.port !== now.port || (before.host !== now.host && isIP(before.host) === isIP(now.host));
}
