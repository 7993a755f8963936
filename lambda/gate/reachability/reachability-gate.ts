import { type ReachabilityGateAttributes } from '../../../lib/gates/contract';
import { type GateEvent, type IsCompleteEvent, type RawProperties } from '../gate-event';
import { type GateFinding } from '../gate-finding';
import { type GateKind, type Moment, type WaitOfGate } from '../gate-kind';
import { type CacheGroup } from '../nodes/cache-group';
import { judgeNodes, LONGEST_LOOK_MILLIS } from '../nodes/judge-nodes';
import { type NodeServices } from '../nodes/node-services';
import { type StackResourceReader } from '../stack-resources';
import { troubled } from '../trouble';
import { within } from '../within';
import { isSameSubject, readReachabilityProperties, type ReachabilityProperties } from './reachability-properties';

/** Everything outside that a reachability gate works with. */
export interface ReachabilityServices extends NodeServices {
  readonly resources: StackResourceReader;
}

type Finding = GateFinding<ReachabilityGateAttributes>;
type Outcome = ReachabilityGateAttributes['Outcome'];

/** A part of the time of one look: the rest must do for the nodes. */
const FIND_MILLIS = 20_000;

/** Statuses of groups that have no nodes, or soon none. */
const GONE = new Set(['deleting', 'create-failed']);

/** What the reader of a failure fears. Not of a group that something else changes. */
const UNTOUCHED = 'the replication group was not changed: its clients go on as before';

/** Waits until every node of the group that lives can be reached over the family, before the group is changed. */
export class ReachabilityGate implements GateKind<ReachabilityGateAttributes> {
  public readonly name = 'reachability';
  public readonly title = 'reachability gate';

  public constructor(private readonly services: ReachabilityServices) {}

  public readonly waitOf = (raw: RawProperties): WaitOfGate => {
    const read = readReachabilityProperties(raw);
    return read.ok ? { ok: true, millis: read.properties.wait.timeoutMillis } : read;
  };

  public readonly subject = ({ ResourceProperties: raw }: GateEvent): Readonly<Record<string, string>> => ({
    group: textOf(raw['GroupLogicalId']) || textOf(raw['ReplicationGroupId']),
    targetFamily: familyOf(raw),
  });

  public readonly prepare = ({ ResourceProperties: raw }: GateEvent): Promise<ReachabilityGateAttributes> =>
    Promise.resolve(attributesOf(raw, 'NOT_JUDGED'));

  public readonly unjudged = (event: IsCompleteEvent, waitedMillis: number): Promise<ReachabilityGateAttributes> =>
    Promise.resolve(attributesOf(event.ResourceProperties, 'NOT_JUDGED', { SecondsWaited: seconds(waitedMillis) }));

  public readonly look = async (event: IsCompleteEvent, { times, phase }: Moment): Promise<Finding> => {
    const { ResourceProperties: raw } = event;
    const read = readReachabilityProperties(raw);
    if (!read.ok) return { kind: 'refused', reason: read.problems.join('; ') };
    if (isSameSubject(raw, event.OldResourceProperties)) return pass(raw, 'UNCHANGED', 'neither the family nor the change token changed');
    const { properties } = read;
    // nothing that lives is in a stack that is being made
    const isNew = 'logicalId' in properties.group && phase.stackStatus === 'CREATE_IN_PROGRESS';
    if (isNew) return pass(raw, 'NO_GROUP', 'the stack is being made');
    const live = await troubled('find the replication group', times, this.services, () =>
      within(FIND_MILLIS, 'finding the replication group', this.find(event, properties)),
    );
    return live.kind === 'live' ? this.ask(raw, live.id, properties, { times, phase }) : live;
  };

  private async ask(raw: RawProperties, replicationGroupId: string, { wait, group: name }: ReachabilityProperties, { times }: Moment): Promise<Finding> {
    const question = { ...wait, replicationGroupId, purpose: 'reachability' } as const;
    const finding = await judgeNodes(question, times, this.services, LONGEST_LOOK_MILLIS - FIND_MILLIS);
    if (finding.kind !== 'open') return 'logicalId' in name ? { ...finding, reason: `${finding.reason}\n${UNTOUCHED}` } : finding;
    const { group, evidence, waitedMillis } = finding;
    const attributes = attributesOf(raw, 'OPEN', {
      ReplicationGroupId: replicationGroupId,
      NodesTotal: String(group.memberIds.length),
      SecondsWaited: seconds(waitedMillis),
      Evidence: evidence,
    });
    return { kind: 'open', attributes };
  }

  /** The group that lives; or that nothing needs to be asked. Rejects for trouble with the API. */
  private async find(event: IsCompleteEvent, { group: name, networkType }: ReachabilityProperties): Promise<Finding | { kind: 'live'; id: string }> {
    const { ResourceProperties: raw, StackId } = event;
    if ('replicationGroupId' in name) return { kind: 'live', id: name.replicationGroupId };
    const id = await this.services.resources.physicalId(StackId, name.logicalId);
    if (id === undefined) return pass(raw, 'NO_GROUP', 'the stack has no such group yet');
    const group = await this.describe(id);
    if (!group || GONE.has(group.status)) return pass(raw, 'NO_GROUP', `the replication group "${id}" is gone`);
    const isReplaced = networkType !== undefined && group.networkType !== undefined && networkType !== group.networkType;
    return isReplaced
      ? pass(raw, 'GROUP_WILL_BE_REPLACED', `its network type is "${group.networkType}", that of the next group "${networkType}"`)
      : { kind: 'live', id };
  }

  /** Nothing if there is no such group. */
  private async describe(replicationGroupId: string): Promise<CacheGroup | undefined> {
    try {
      return await this.services.groups.describeGroup(replicationGroupId);
    } catch (error) {
      if (error instanceof Error && error.name.startsWith('ReplicationGroupNotFound')) return undefined;
      throw error;
    }
  }
}

function pass(raw: RawProperties, outcome: Outcome, remark: string): Finding {
  return { kind: 'open', attributes: attributesOf(raw, outcome), remark };
}

function attributesOf(raw: RawProperties, Outcome: Outcome, known: Partial<ReachabilityGateAttributes> = {}): ReachabilityGateAttributes {
  return {
    ReplicationGroupId: textOf(raw['ReplicationGroupId']),
    TargetFamily: familyOf(raw),
    NodesTotal: '',
    SecondsWaited: '0',
    Evidence: '',
    ...known,
    Outcome,
  };
}

function familyOf(raw: RawProperties): 'ipv4' | 'ipv6' {
  return raw['TargetFamily'] === 'ipv6' ? 'ipv6' : 'ipv4';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function seconds(millis: number): string {
  return String(Math.max(0, Math.round(millis / 1000)));
}
