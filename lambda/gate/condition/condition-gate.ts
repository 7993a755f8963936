import { type ConditionAnswer, type ConditionGateAttributes, type ConditionRequest } from '../../../lib/gates/contract';
import { type GateEvent, type IsCompleteEvent, type RawProperties } from '../gate-event';
import { type GateFinding } from '../gate-finding';
import { type GateKind, type Moment, type WaitOfGate } from '../gate-kind';
import { errorText } from '../gate-log';
import { timesOf } from '../gate-times';
import { troubled } from '../trouble';
import { within } from '../within';
import { type ConditionServices } from './condition-caller';
import { attributeNamesIn, type ConditionProperties, readConditionProperties } from './condition-properties';
import { readAnswer } from './read-answer';

/** Longer than the function may take (30 s), with its cold start. */
export const LONGEST_ANSWER_MILLIS = 40_000;
/** Until when a look calls again, so that the last call and the pause after it fit into the time of the function. */
const SLICE_MILLIS = 45_000;
/** Between two calls of `isComplete`. */
const WAITER_PAUSE_MILLIS = 1000;
/** During a rollback nobody has much time. */
const ATTRIBUTES_MILLIS = 20_000;

type Attributes = ConditionGateAttributes & Readonly<Record<string, string>>;
type Finding = GateFinding<Attributes>;

/** Waits until the function of its author says that the condition is met. */
export class ConditionGate implements GateKind<Attributes> {
  public readonly name = 'condition';
  public readonly title = 'condition gate';

  public constructor(private readonly services: ConditionServices) {}

  public readonly waitOf = (raw: RawProperties): WaitOfGate => {
    const read = readConditionProperties(raw);
    return read.ok ? { ok: true, millis: read.properties.timeoutMillis } : read;
  };

  public readonly subject = ({ ResourceProperties: raw }: GateEvent): Readonly<Record<string, string>> => ({
    functionArn: typeof raw['FunctionArn'] === 'string' ? raw['FunctionArn'] : '',
  });

  public readonly prepare = ({ ResourceProperties: raw }: GateEvent): Promise<Attributes> => Promise.resolve(unjudged(raw, 0, {}));

  /** What the app reads must be there during a rollback too, and be true if possible. */
  public readonly unjudged = async (event: IsCompleteEvent, waitedMillis: number): Promise<Attributes> => {
    const { ResourceProperties: raw } = event;
    const known = attributeNamesIn(raw).length === 0 ? {} : await this.attributesNow(event);
    return unjudged(raw, waitedMillis, known);
  };

  /** Calls the function again and again for the length of a slice. */
  public readonly look = async (event: IsCompleteEvent, { times }: Moment): Promise<Finding> => {
    const read = readConditionProperties(event.ResourceProperties);
    if (!read.ok) return { kind: 'refused', reason: read.problems.join('; ') };
    const { pollIntervalMillis } = read.properties;
    const { now, pause } = this.services;
    const end = now() + SLICE_MILLIS - pollIntervalMillis;
    for (;;) {
      const finding = await this.ask(event, read.properties);
      const left = times.deadline - now();
      if (finding.kind !== 'waiting' || left <= 0) return finding;
      // the last call is at the deadline
      const rest = Math.min(pollIntervalMillis, left);
      const isOver = now() + rest > end;
      // the waiter adds a pause of its own
      await pause(Math.max(0, isOver ? rest - WAITER_PAUSE_MILLIS : rest));
      if (isOver) return finding;
    }
  };

  private ask(event: IsCompleteEvent, properties: ConditionProperties): Promise<Finding> {
    const { services } = this;
    const times = timesOf(event, services.now());
    return troubled('ask the condition function', times, services, async () => {
      const payload = await within(LONGEST_ANSWER_MILLIS, 'the condition function', services.condition.ask(properties.functionArn, requestOf(event, properties, 'wait')));
      const read = readAnswer(payload, properties.attributeNames);
      if (!read.ok) return { kind: 'refused', reason: `refused (ConditionAnswerMalformed): ${read.problem}` };
      return this.findingOf(read.answer, services.now() - times.startedAt);
    });
  }

  private findingOf(answer: ConditionAnswer, waitedMillis: number): Finding {
    if (answer.status === 'NOT_YET') return { kind: 'waiting', reason: answer.reason };
    if (answer.status === 'REFUSED') return { kind: 'refused', reason: `refused (ConditionRefused): ${answer.reason}` };
    const attributes = { ...answer.attributes, SecondsWaited: seconds(waitedMillis), Outcome: 'MET' as const };
    return { kind: 'open', attributes, ...(answer.reason !== undefined && { remark: answer.reason }) };
  }

  private async attributesNow(event: IsCompleteEvent): Promise<Readonly<Record<string, string>>> {
    const read = readConditionProperties(event.ResourceProperties);
    if (!read.ok) return {};
    const { functionArn, attributeNames } = read.properties;
    try {
      const request = requestOf(event, read.properties, 'attributes');
      const answer = readAnswer(await within(ATTRIBUTES_MILLIS, 'the condition function', this.services.condition.ask(functionArn, request)), attributeNames);
      return answer.ok && answer.answer.status === 'MET' ? (answer.answer.attributes ?? {}) : {};
    } catch (error) {
      this.services.log({ step: 'isComplete', gate: this.name, trouble: `can not ask for the attributes: ${errorText(error)}` });
      return {};
    }
  }
}

function requestOf(event: IsCompleteEvent, { parameters, attributeNames }: ConditionProperties, purpose: ConditionRequest['purpose']): ConditionRequest {
  const { startedAt, deadline } = timesOf(event, Date.now());
  return {
    version: 1,
    purpose,
    requestType: event.RequestType === 'Update' ? 'Update' : 'Create',
    stackId: event.StackId,
    logicalId: event.LogicalResourceId,
    parameters,
    attributeNames,
    startedAt: new Date(startedAt).toISOString(),
    deadlineAt: new Date(deadline).toISOString(),
  };
}

function unjudged(raw: RawProperties, waitedMillis: number, known: Readonly<Record<string, string>>): Attributes {
  const empty = Object.fromEntries(attributeNamesIn(raw).map((name) => [name, '']));
  return { ...empty, ...known, SecondsWaited: seconds(waitedMillis), Outcome: 'NOT_JUDGED' };
}

function seconds(millis: number): string {
  return String(Math.max(0, Math.round(millis / 1000)));
}
