import { type Census, type Seat } from './census';
import { applies, type Demand } from './demand';
import { nodesOf, slotsOf } from './early-reader';
import { judgeEndpoint, judgeIdentity } from './judge-identity';
import { judgeMembership } from './judge-membership';
import { judgeView } from './judge-view';
import { type Membership } from './membership';
import { type AnsweredMember } from './observation';
import { type Parsed } from './parsed';
import { type Shortfall } from './shortfall';
import { type TopologyView } from './view';
import { serves, type ViewRule, viewRuleOf } from './view-rule';

/** What is wrong with the answers of one member: with who it is, and with its view. */
export function judgeAnswers(seat: Seat, entry: AnsweredMember, census: Census, demand: Demand): readonly Shortfall[] {
  if (seat.member.kind === 'endpoint') return judgeEndpoint(seat, entry, census).map((reason) => ({ rung: 'ANSWERED', reason }));
  const slots = slotsOf(entry.slots);
  const identity = judgeIdentity(seat, entry, slots.ok ? slots.value : undefined, census);
  const views = judgeReplies(seat, slots, nodesOf(entry.nodes), census, viewRuleOf(demand));
  // where views do not tell the family, they still tell who belongs to the group: a part of the answer
  const rung = applies('REPORTED', demand) ? 'REPORTED' : 'ANSWERED';
  const check = `that describe-replication-groups shows ${discoveryOf(demand)}status available and every node that is named here`;
  return [...identity.map((reason) => ({ rung: 'ANSWERED', reason, check }) as const), ...views.map((reason) => ({ rung, reason, check }) as const)];
}

function judgeReplies(
  { nodeId }: Seat,
  slots: Parsed<TopologyView>,
  nodes: Parsed<Membership>,
  census: Census,
  rule: ViewRule,
): readonly string[] {
  const problems = slots.ok ? [...judgeView(slots.value, census, rule)] : [`CLUSTER SLOTS is not readable: ${slots.reason}`];
  if (!nodes.ok) return [...problems, `CLUSTER NODES is not readable: ${nodes.reason}`];
  if (nodeId !== undefined && nodes.value.myself !== nodeId) problems.push('CLUSTER NODES and CLUSTER MYID are of two different nodes');
  return [...problems, ...judgeMembership(nodes.value, census, rule, known(slots, rule))];
}

/** The nodes of which CLUSTER SLOTS has said already that they are not where they should be. */
function known(slots: Parsed<TopologyView>, rule: ViewRule): ReadonlySet<string> {
  const nodes = slots.ok ? [...slots.value.nodes.values()] : [];
  return new Set(nodes.filter(({ endpoint }) => !serves(endpoint, rule)).map(({ id }) => id));
}

function discoveryOf(demand: Demand): string {
  return applies('REPORTED', demand) ? `IpDiscovery ${demand.targetFamily}, ` : '';
}
