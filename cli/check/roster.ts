import { type DiscoveredMember, type Discovery } from '../../lambda/probe/discover-members';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { familyOf } from '../../lambda/topology/ip-literal';
import { type Member } from '../../lambda/topology/observation';
import { type MemberStanding } from '../../lambda/topology/verdict';
import { type Problem } from '../problem';

/** Whom a check asks. */
export type Roster =
  | {
      /** Nodes that know of each other. `names`: they announce host names, with or without TLS, and are asked under these. */
      readonly kind: 'cluster' | 'names';
      readonly members: readonly DiscoveredMember[];
      /** Ids of the nodes that belong to the cluster, but nobody knows where they are. */
      readonly withoutAddress: readonly string[];
    }
  | {
      /** The hosts that were named, each for itself. */
      readonly kind: 'hosts';
      readonly members: readonly Member[];
    };

/** A roster of what the cluster says of itself. */
export function rosterOf({ members, withoutAddress }: Extract<Discovery, { kind: 'discovered' }>, kind: 'cluster' | 'names'): Roster {
  return { kind, members, withoutAddress };
}

/** How many nodes the cluster has. */
export function sizeOf(roster: Roster): number {
  return roster.members.length + (roster.kind === 'hosts' ? 0 : roster.withoutAddress.length);
}

/** A node without an address cannot be asked, so it cannot be on target. */
export function standingsWithoutAddress(roster: Roster): readonly MemberStanding[] {
  return (roster.kind === 'hosts' ? [] : roster.withoutAddress).map((nodeId) => ({
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
  if (roster.kind === 'hosts') {
    return { code: 'MemberCount', message: `${size} ${size === 1 ? 'host was' : 'hosts were'} named and --members demands ${expected}; name every endpoint with a --host of its own` };
  }
  return {
    code: 'MemberCount',
    message: `the cluster has ${size} ${size === 1 ? 'node' : 'nodes'} and --members demands ${expected}; wait for the nodes to join or leave, or correct --members`,
  };
}

/**
 * Whether a watch of `known` would miss something that `fresh` shows: a node more or less, one that moved, or one that has come
 * to the family that is watched for: it must be asked there.
 */
export function isOutdated(known: Roster, fresh: Roster, family: AddressFamily): boolean {
  if (known.kind === 'hosts' || fresh.kind === 'hosts') {
    return false;
  }
  if (sizeOf(known) !== sizeOf(fresh)) {
    return true;
  }
  const before = new Map(known.members.map((member) => [member.nodeId, member]));
  return fresh.members.some((member) => {
    const old = before.get(member.nodeId);
    return old?.port !== member.port || (old.host !== member.host && !isLeaving(old, member, family));
  });
}

/** A node that announces the other family by now is asked where it was: its own view tells. */
function isLeaving(before: DiscoveredMember, now: DiscoveredMember, family: AddressFamily): boolean {
  return familyOf(before.host) === family && familyOf(now.host) !== family;
}
