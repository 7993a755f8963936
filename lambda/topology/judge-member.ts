import { type Census, type Seat } from './census';
import { classifyFailure, type Failure } from './classify-failure';
import { applies, type Demand } from './demand';
import { slotsOf } from './early-reader';
import { CLIMB, type Evidence } from './evidence';
import { judgeAnswers } from './judge-answers';
import { climbed, judgeClimb } from './judge-climb';
import { knowsNobody } from './judge-identity';
import { type Member, type MemberObservation, type UnansweredMember } from './observation';
import { evidenceOf, type Rungs, rungsOf, wordRungs } from './rungs';
import { type Shortfall } from './shortfall';
import { type MemberStanding } from './verdict';
import { factsOf } from './view-facts';
import { quote, wordEndpoint } from './wording';

/** What one sweep says of one member. */
export interface Finding {
  readonly standing: MemberStanding;
  /** What is wrong with its answers; empty if it gave none. */
  readonly shortfalls: readonly Shortfall[];
  /** Whether it gave a view. */
  readonly hasView: boolean;
  /** Why it could not be asked, if that keeps it off a rung. */
  readonly failure?: Failure;
  /** What its view gives for the nodes; absent where there is no view or an empty one. */
  readonly announces?: 'names-only' | 'addresses';
}

/** Judges one member: on target only if its own answers leave no doubt on any rung that is demanded. */
export function judgeMember(seat: Seat, census: Census, group: Demand): Finding {
  const { entry, member } = seat;
  const demand = demandOn(member, group);
  if (entry === 'not-asked') return unheard(member, 'was not asked in this sweep', demand);
  if (entry === 'asked-twice') return unheard(member, 'was asked twice in one sweep, so there is no one answer to judge', demand);
  const shortfalls = [...judgeClimb(seat, entry, census, demand), ...(entry.kind === 'answered' ? judgeAnswers(seat, entry, census, demand) : [])];
  const rungs = rungsOf(proven(entry, shortfalls, demand), demand);
  const failure = entry.kind === 'unanswered' ? classifyFailure(entry.error, entry.errorCode, demand.targetFamily) : undefined;
  const reasons = failure && entry.kind === 'unanswered' ? [...shortfalls, { reason: wordFailure(entry, failure), check: failure.check }] : shortfalls;
  const standing = { ...standingOf(member, rungs, reasons), ...wrongNodesOf(shortfalls), ...shown(seat, entry), ...(isMisplaced(seat, entry, shortfalls, census) && { misplaced: true as const }) };
  return { standing, shortfalls, hasView: entry.kind === 'answered' && member.kind !== 'endpoint', ...(failure && !standing.onTarget && { failure }), ...announcesOf(entry) };
}

/** Nobody announces an endpoint: it is reached or not. */
function demandOn({ kind }: Member, demand: Demand): Demand {
  return kind === 'endpoint' ? { ...demand, purpose: 'reachability' } : demand;
}

function unheard(member: Member, reason: string, demand: Demand): Finding {
  return { standing: standingOf(member, rungsOf(new Set(), demand), [{ reason }]), shortfalls: [], hasView: false };
}

/** What was reached in the wrong place, or was not who it should be, proves nothing from there on. */
function proven(entry: MemberObservation, shortfalls: readonly Shortfall[], demand: Demand): ReadonlySet<Evidence> {
  const short = new Set(shortfalls.map(({ rung }) => rung));
  const broken = CLIMB.findIndex((rung) => short.has(rung));
  const rungs = climbed(entry).slice(0, broken === -1 ? undefined : broken);
  const reports = entry.kind === 'answered' && applies('REPORTED', demand) && !short.has('REPORTED');
  return new Set(reports ? [...rungs, 'REPORTED'] : rungs);
}

function standingOf({ id, kind }: Member, rungs: Rungs, reasons: readonly Pick<Shortfall, 'reason' | 'check'>[]): MemberStanding {
  const evidence = evidenceOf(rungs);
  const onTarget = wordRungs(rungs) === '';
  const check = reasons.find((each) => each.check !== undefined)?.check;
  return {
    memberId: id,
    ...(kind === 'endpoint' && { isEndpoint: true as const }),
    onTarget,
    reason: onTarget ? '' : reasons.map(({ reason }) => reason).join('; ') || 'was not asked for more',
    ...(!onTarget && check !== undefined && { check }),
    ...(evidence && { evidence }),
    rungs,
  };
}

/** Whether what answered may be something else than the member: then not its view is wrong, but where it was reached. */
function isMisplaced(seat: Seat, entry: MemberObservation, shortfalls: readonly Shortfall[], census: Census): boolean {
  if (entry.kind === 'unanswered') return false;
  return shortfalls.some(({ problem }) => problem === undefined) || (entry.kind === 'answered' && seat.member.kind !== 'endpoint' && knowsNobody(seat, entry, census));
}

/** What CLUSTER SLOTS and CLUSTER NODES say of a node is counted once. */
function wrongNodesOf(shortfalls: readonly Shortfall[]): Pick<MemberStanding, 'wrongNodes'> {
  const counts = shortfalls.map(({ problem }) => problem?.count ?? 0);
  const wrongNodes = Math.max(0, ...counts);
  return wrongNodes > 0 ? { wrongNodes } : {};
}

function wordFailure({ error, errorCode }: UnansweredMember, { meaning }: Failure): string {
  const said = [errorCode, error].filter((text) => text !== '').map(quote).join(': ');
  return `${meaning} (${said})`;
}

function announcesOf(entry: MemberObservation): Pick<Finding, 'announces'> {
  const slots = entry.kind === 'answered' ? slotsOf(entry.slots) : undefined;
  if (!slots?.ok || slots.value.nodes.size === 0) return {};
  return { announces: factsOf(slots.value).namesOnly ? 'names-only' : 'addresses' };
}

/** Where it was reached, and what it gives for itself beside a name: nobody trusts that, but a person may want to see it. */
function shown({ nodeId = '' }: Seat, entry: MemberObservation): Pick<MemberStanding, 'address' | 'announced'> {
  const slots = entry.kind === 'answered' ? slotsOf(entry.slots) : undefined;
  const own = slots?.ok ? slots.value.nodes.get(nodeId) : undefined;
  return {
    ...(entry.address !== undefined && { address: entry.address }),
    ...(own?.endpoint.kind === 'hostname' && { announced: wordEndpoint(own.endpoint, own.metadataIp) }),
  };
}
