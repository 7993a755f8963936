import { type PropagationGateAttributes } from '../../../lib/gates/contract';
import { type GateEvent, type IsCompleteEvent, type RawProperties } from '../gate-event';
import { type GateFinding } from '../gate-finding';
import { type GateKind, type Moment, type WaitOfGate } from '../gate-kind';
import { errorText } from '../gate-log';
import { type CacheGroup } from '../nodes/cache-group';
import { judgeNodes } from '../nodes/judge-nodes';
import { type NodeServices } from '../nodes/node-services';
import { within } from '../within';
import { attributesOf, unjudgedAttributes } from './propagation-attributes';
import { readProperties } from './propagation-properties';

/** The function has a minute; if it timed out, that would fail the deployment. */
const DESCRIBE_MILLIS = 30_000;

/** Waits until every node serves, and where nodes announce addresses, announces the family. */
export class PropagationGate implements GateKind<PropagationGateAttributes> {
  public readonly name = 'propagation';
  public readonly title = 'propagation gate';

  public constructor(private readonly services: NodeServices) {}

  public readonly waitOf = (raw: RawProperties): WaitOfGate => {
    const read = readProperties(raw);
    return read.ok ? { ok: true, millis: read.question.timeoutMillis } : read;
  };

  public readonly subject = (event: GateEvent): { replicationGroupId: string } => ({
    replicationGroupId: unjudgedAttributes(event.ResourceProperties, undefined).ReplicationGroupId,
  });

  public readonly prepare = async ({ ResourceProperties: raw }: GateEvent): Promise<PropagationGateAttributes> => {
    const read = readProperties(raw);
    return unjudgedAttributes(raw, read.ok ? await this.describeIfPossible(read.question.replicationGroupId) : undefined);
  };

  public readonly unjudged = (event: IsCompleteEvent, waitedMillis: number): Promise<PropagationGateAttributes> =>
    Promise.resolve(attributesOf(event, waitedMillis));

  public readonly look = async (event: IsCompleteEvent, { times }: Moment): Promise<GateFinding<PropagationGateAttributes>> => {
    const read = readProperties(event.ResourceProperties);
    if (!read.ok) return { kind: 'refused', reason: read.problems.join('; ') };
    const finding = await judgeNodes(read.question, times, this.services);
    if (finding.kind !== 'open') return finding;
    const { group, evidence, waitedMillis } = finding;
    const known = unjudgedAttributes(event.ResourceProperties, group);
    return { kind: 'open', attributes: { ...known, SecondsWaited: String(Math.round(waitedMillis / 1000)), Evidence: evidence, Outcome: 'OPEN' } };
  };

  private async describeIfPossible(replicationGroupId: string): Promise<CacheGroup | undefined> {
    const { groups, log } = this.services;
    try {
      return await within(DESCRIBE_MILLIS, 'DescribeReplicationGroups', groups.describeGroup(replicationGroupId));
    } catch (error) {
      log({ step: 'onEvent', gate: this.name, replicationGroupId, trouble: `can not describe the group: ${errorText(error)}` });
      return undefined;
    }
  }
}
