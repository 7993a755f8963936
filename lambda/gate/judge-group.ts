import { type PropagationGateAttributes } from '../../lib/gates/contract';
import { describeVerdict } from '../topology/describe-verdict';
import { type CacheGroup } from './cache-group';
import { REASON_BYTES } from './gate-error';
import { type GateFinding } from './gate-finding';
import { errorText } from './gate-log';
import { type GateProperties } from './gate-properties';
import { type GateServices } from './gate-services';
import { whyUnsuitable } from './group-suitability';
import { listMembers, type MemberList } from './list-members';
import { mayPass } from './passing-error';
import { type ProbeAnswer } from './probe-caller';
import { probeBudget } from './probe-slice';
import { within } from './within';

/** From when to when the gate waits, milliseconds since the epoch. */
export interface GateTimes {
  readonly startedAt: number;
  readonly deadline: number;
}

/** Statuses in which the nodes of a group are final. */
const SETTLED = new Set(['available', 'snapshotting']);
/** A look takes about 50 s. The function has 2 minutes; if it timed out, that would fail the deployment. */
const LONGEST_LOOK_MILLIS = 85_000;
/** What the gate adds to the words of a verdict. */
const HINT_BYTES = 300;

/** Asks the API who the members are and the probe how they stand. Never rejects. */
export async function judgeGroup(properties: GateProperties, times: GateTimes, services: GateServices): Promise<GateFinding> {
  return troubled('judge in time', times, services, () =>
    within(LONGEST_LOOK_MILLIS, 'one look', describeAndProbe(properties, times, services)),
  );
}

async function describeAndProbe(properties: GateProperties, times: GateTimes, services: GateServices): Promise<GateFinding> {
  const { replicationGroupId, targetFamily } = properties;
  return troubled(`describe the replication group "${replicationGroupId}"`, times, services, async () => {
    const group = await services.groups.describeGroup(replicationGroupId);
    const unsuitable = whyUnsuitable(group, targetFamily);
    if (unsuitable) return { kind: 'refused', reason: `refused (${unsuitable.code}): ${unsuitable.message}` };
    const list = await listMembers(services.groups, group.memberIds);
    const notYet = whyNotAskable(group, list);
    if (notYet !== undefined) return { kind: 'waiting', reason: notYet };
    return await troubled('run the probe', times, services, async () => {
      const answer = await services.probe.watch(properties.probeFunctionArn, requestFor(properties, times, list, services.now()));
      return findingOf(answer, group, properties, times);
    });
  });
}

/** Trouble with the API is waited out; only what no repetition cures ends the gate. */
async function troubled(
  action: string,
  { startedAt }: GateTimes,
  { now, log }: GateServices,
  work: () => Promise<GateFinding>,
): Promise<GateFinding> {
  try {
    return await work();
  } catch (error) {
    const reason = `can not ${action}: ${errorText(error)}`;
    log({ step: 'isComplete', trouble: reason });
    return { kind: mayPass(error, now() - startedAt) ? 'waiting' : 'refused', reason };
  }
}

function whyNotAskable({ memberIds, status }: CacheGroup, { withoutEndpoint }: MemberList): string | undefined {
  if (memberIds.length === 0) return `the replication group lists no member, its status is "${status}"`;
  if (withoutEndpoint.length === 0) return undefined;
  return `${withoutEndpoint.length} of ${memberIds.length} nodes have no endpoint yet: ${withoutEndpoint.slice(0, 5).join(', ')}`;
}

function requestFor(properties: GateProperties, times: GateTimes, { members }: MemberList, now: number) {
  return {
    members,
    targetFamily: properties.targetFamily,
    budgetMillis: probeBudget(times.deadline - now),
    pollIntervalMillis: properties.pollIntervalMillis,
    startedAtMillis: times.startedAt,
    replicationGroupId: properties.replicationGroupId,
  };
}

function findingOf({ verdict, decidedAtMillis }: ProbeAnswer, group: CacheGroup, properties: GateProperties, { startedAt }: GateTimes): GateFinding {
  const waitedMillis = Math.max(0, decidedAtMillis - startedAt);
  const { targetFamily } = properties;
  if (verdict.kind === 'open' && SETTLED.has(group.status)) {
    return { kind: 'open', attributes: openAttributes(properties, group, waitedMillis) };
  }
  const text = describeVerdict(verdict, { targetFamily, waitedMillis, maxBytes: REASON_BYTES - HINT_BYTES });
  if (verdict.kind === 'refused') return { kind: 'refused', reason: text };
  return { kind: 'waiting', reason: [text, ...hints(group, properties)].join('\n') };
}

/** What the API says of the group, where that alone explains the wait. */
function hints({ ipDiscovery, status }: CacheGroup, { targetFamily }: GateProperties): readonly string[] {
  return [
    ...(SETTLED.has(status) ? [] : [`the status of the replication group is "${status}"`]),
    ...(ipDiscovery && ipDiscovery !== targetFamily ? [`its IpDiscovery is "${ipDiscovery}": set it to "${targetFamily}"`] : []),
  ];
}

function openAttributes({ replicationGroupId, targetFamily }: GateProperties, group: CacheGroup, waitedMillis: number): PropagationGateAttributes {
  return {
    ReplicationGroupId: replicationGroupId,
    TargetFamily: targetFamily,
    ConfigurationEndpointAddress: group.configurationEndpoint?.address ?? '',
    ConfigurationEndpointPort: String(group.configurationEndpoint?.port ?? ''),
    NodesTotal: String(group.memberIds.length),
    SecondsWaited: String(Math.round(waitedMillis / 1000)),
    Outcome: 'OPEN',
  };
}
