import { type ProbeRequest } from '../../lib/gates/contract';
import { wordRungs } from '../topology/rungs';
import { type MemberStanding, type Verdict } from '../topology/verdict';
import { type WatchEvent } from './watch-event';

/** Namespace of the gate's metrics; the alarms of the library use the same. */
const NAMESPACE = 'ElastiCacheDualStack';
/** A log line holds 256 kB, a person reads less. */
const MOST_SHOWN = 20;
const LONGEST_REASON = 300;

/**
 * One sweep as a log line that is a CloudWatch metric record (embedded metric format) at the same time. Holds ids,
 * addresses and reasons, nothing secret.
 */
export function sweepRecord(request: ProbeRequest, event: WatchEvent, nowMillis: number): string {
  const { members } = event.verdict;
  const lagging = members.filter(({ onTarget }) => !onTarget);
  return JSON.stringify({
    _aws: {
      Timestamp: nowMillis,
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [['ReplicationGroupId']], Metrics: METRICS }],
    },
    ReplicationGroupId: request.replicationGroupId,
    // a refused verdict need not list the members; endpoints are no nodes
    NodesTotal: request.members.filter(({ kind }) => kind !== 'endpoint').length,
    NodesOnTarget: members.filter(({ onTarget, isEndpoint }) => onTarget && !isEndpoint).length,
    SecondsWaiting: Math.max(0, Math.round((nowMillis - request.startedAtMillis) / 1000)),
    targetFamily: request.targetFamily,
    sweep: event.sweep,
    elapsedMillis: Math.round(event.elapsedMillis),
    verdict: event.verdict.kind,
    ...refusal(event.verdict),
    ...(event.verdict.kind === 'open' && { evidence: event.verdict.evidence }),
    lagging: lagging.slice(0, MOST_SHOWN).map(readable),
    laggingNotShown: Math.max(0, lagging.length - MOST_SHOWN),
    ...announcements(members),
  });
}

const METRICS = [
  { Name: 'NodesTotal', Unit: 'Count' },
  { Name: 'NodesOnTarget', Unit: 'Count' },
  { Name: 'SecondsWaiting', Unit: 'Seconds' },
];

function readable({ memberId, reason, rungs }: MemberStanding) {
  return { member: memberId, ...(rungs && { rungs: wordRungs(rungs) }), reason: reason.slice(0, LONGEST_REASON) };
}

/** What nodes give beside their names, for a person who wonders: it proves nothing. */
function announcements(members: readonly MemberStanding[]) {
  const announced = members.flatMap((member) => (member.announced === undefined ? [] : [`${member.memberId} ${member.announced}`]));
  return announced.length > 0 ? { announced: announced.slice(0, MOST_SHOWN) } : {};
}

function refusal(verdict: Verdict) {
  return verdict.kind === 'refused' ? { code: verdict.code, message: verdict.message } : {};
}
