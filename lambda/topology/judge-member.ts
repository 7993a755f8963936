import { type AddressFamily } from './address-family';
import { type Census, type Seat } from './census';
import { classifyFailure, type Failure } from './classify-failure';
import { nodesOf, slotsOf } from './early-reader';
import { judgeMembership } from './judge-membership';
import { judgeView, namesOnly, servesFamily } from './judge-view';
import { type Membership } from './membership';
import { type AnsweredMember, type UnansweredMember } from './observation';
import { type Parsed } from './parsed';
import { sketch } from './reply-values';
import { type MemberStanding } from './verdict';
import { type TopologyView } from './view';
import { listSome, quote } from './wording';

/** What one sweep says of one member. */
export interface Finding {
  readonly standing: MemberStanding;
  /** Why it could not be asked. */
  readonly failure?: Failure;
  /** What its view gives for the nodes; absent where there is no view or an empty one. */
  readonly announces?: 'names-only' | 'addresses';
}

/** Judges one member: on target only if its own answers leave no doubt. */
export function judgeMember(seat: Seat, census: Census, target: AddressFamily): Finding {
  const { entry, member } = seat;
  if (entry === 'not-asked') return lagging(seat, 'was not asked in this sweep');
  if (entry === 'asked-twice') return lagging(seat, 'was asked twice in one sweep, so there is no one answer to judge');
  if (entry.kind === 'unanswered') return judgeUnanswered(seat, entry, target);
  const slots = slotsOf(entry.slots);
  const problems = [...judgeIdentity(seat, entry, census), ...judgeReplies(seat, slots, nodesOf(entry.nodes), census, target)];
  const announces = slots.ok && slots.value.nodes.size > 0 ? (namesOnly(slots.value) ? 'names-only' : 'addresses') : undefined;
  const finding: Finding =
    problems.length > 0
      ? lagging(seat, problems.join('; '), checkOf(target))
      : { standing: { memberId: member.id, onTarget: true, reason: '' } };
  return { ...finding, ...(announces && { announces }) };
}

function judgeUnanswered(seat: Seat, { error, errorCode }: UnansweredMember, target: AddressFamily): Finding {
  const failure = classifyFailure(error, errorCode, target);
  const said = [errorCode, error].filter((text) => text !== '').map(quote).join(': ');
  return { ...lagging(seat, `${failure.meaning} (${said})`, failure.check), failure };
}

function judgeIdentity({ nodeId }: Seat, { myId }: AnsweredMember, census: Census): readonly string[] {
  if (nodeId === undefined) return [`CLUSTER MYID is not a node id but ${sketch(myId)}`];
  const claimants = census.claimants(nodeId).map(({ id }) => id);
  if (claimants.length === 1) return [];
  return [`${listSome(claimants)} answer with the same node id ${nodeId.slice(0, 8)}: an address of one leads to another`];
}

function judgeReplies(
  { nodeId }: Seat,
  slots: Parsed<TopologyView>,
  nodes: Parsed<Membership>,
  census: Census,
  target: AddressFamily,
): readonly string[] {
  const problems = slots.ok ? [...judgeView(slots.value, census, target)] : [`CLUSTER SLOTS is not readable: ${slots.reason}`];
  if (!nodes.ok) return [...problems, `CLUSTER NODES is not readable: ${nodes.reason}`];
  if (nodeId !== undefined && nodes.value.myself !== nodeId) problems.push('CLUSTER NODES and CLUSTER MYID are of two different nodes');
  return [...problems, ...judgeMembership(nodes.value, census, target, offFamily(slots, target))];
}

function offFamily(slots: Parsed<TopologyView>, target: AddressFamily): ReadonlySet<string> {
  const nodes = slots.ok ? [...slots.value.nodes.values()] : [];
  return new Set(nodes.filter(({ endpoint }) => !servesFamily(endpoint, target)).map(({ id }) => id));
}

function lagging({ member }: Seat, reason: string, check?: string): Finding {
  return { standing: { memberId: member.id, onTarget: false, reason, ...(check !== undefined && { check }) } };
}

function checkOf(target: AddressFamily): string {
  return `that describe-replication-groups shows IpDiscovery ${target}, status available and every node that is named here`;
}
