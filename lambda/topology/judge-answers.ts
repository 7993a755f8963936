import { type Census, type Seat } from './census';
import { applies, type Demand } from './demand';
import { nodesOf, slotsOf, UNREAD_SLOTS } from './early-reader';
import { judgeEndpoint, judgeIdentity } from './judge-identity';
import { judgeMembership } from './judge-membership';
import { judgeView } from './judge-view';
import { type Membership } from './membership';
import { type AnsweredMember } from './observation';
import { type Parsed } from './parsed';
import { type Shortfall } from './shortfall';
import { type TopologyView } from './view';
import { aboutTheView, type ViewProblem } from './view-problem';
import { serves, type ViewRule, viewRuleOf } from './view-rule';

/** What is wrong with the answers of one member: with who it is, and with its view. */
export function judgeAnswers(seat: Seat, entry: AnsweredMember, census: Census, demand: Demand): readonly Shortfall[] {
  if (seat.member.kind === 'endpoint') return judgeEndpoint(seat, entry, census).map((reason) => ({ rung: 'ANSWERED', reason }));
  const slots = slotsOf(entry.slots);
  const identity = judgeIdentity(seat, entry, slots.ok ? slots.value : undefined, census);
  const found = judgeReplies(seat, slots, nodesOf(entry.nodes), census, viewRuleOf(demand));
  // what CLUSTER NODES says is enough for a person, but for nothing else
  const problems = entry.slots === UNREAD_SLOTS && found.length > 1 ? found.slice(1) : found;
  // where views do not tell the family, they still tell who belongs to the group: a part of the answer
  const rung = applies('REPORTED', demand) ? 'REPORTED' : 'ANSWERED';
  const check = `that describe-replication-groups shows ${discoveryOf(demand)}status available and every node that is named here`;
  return [
    ...identity.map((reason) => ({ rung: 'ANSWERED', reason, check }) as const),
    ...problems.map((problem) => ({ rung, reason: problem.reason, check, problem }) as const),
  ];
}

function judgeReplies(
  { nodeId }: Seat,
  slots: Parsed<TopologyView>,
  nodes: Parsed<Membership>,
  census: Census,
  rule: ViewRule,
): readonly ViewProblem[] {
  const { opinions } = census;
  const view = slots.ok ? slots.value : undefined;
  const ofSlots = slots.ok
    ? opinions.ofView(slots.value, () => judgeView(slots.value, census, rule))
    : [aboutTheView(`CLUSTER SLOTS is not readable: ${slots.reason}`)];
  if (!nodes.ok) return [...ofSlots, aboutTheView(`CLUSTER NODES is not readable: ${nodes.reason}`)];
  const listed = nodes.value.nodes;
  return [
    ...ofSlots,
    ...(nodeId !== undefined && nodes.value.myself !== nodeId ? [aboutTheView('CLUSTER NODES and CLUSTER MYID are of two different nodes')] : []),
    ...opinions.ofMembership(view, listed, () => judgeMembership(listed, census, rule, (id) => isFoundWanting(view, id, rule))),
  ];
}

/** Whether CLUSTER SLOTS has said already that the node is not where it should be. */
function isFoundWanting(view: TopologyView | undefined, id: string, rule: ViewRule): boolean {
  const node = view?.nodes.get(id);
  return node !== undefined && !serves(node.endpoint, rule);
}

function discoveryOf(demand: Demand): string {
  return applies('REPORTED', demand) ? `IpDiscovery ${demand.targetFamily}, ` : '';
}
