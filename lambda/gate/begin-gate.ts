import { GateError } from './gate-error';
import { type GateEvent, type OnEventAnswer } from './gate-event';
import { type GateKind } from './gate-kind';
import { type GateServices } from './gate-services';
import { readPhase } from './stack-phase';

/** Properties that can not be read: how long `isComplete` tries to learn whether the stack rolls back before it fails. */
const UNREADABLE_WAIT_MILLIS = 120_000;

/**
 * `onEvent` of every gate: begins to wait, sets the deadline and hands on what is known.
 *
 * Fails for properties that no deployment can wait with, and only where no rollback can be blocked by it. Trouble with
 * APIs is left to `isComplete`, which asks again. Delete never fails.
 */
export async function beginGate<Attributes extends object>(
  kind: GateKind<Attributes>,
  event: GateEvent,
  services: GateServices,
): Promise<OnEventAnswer<Attributes>> {
  const PhysicalResourceId = physicalIdOf(kind, event);
  const NextStep = 'isComplete';
  if (event.RequestType === 'Delete') return { PhysicalResourceId, NextStep };
  const startedAt = services.now();
  const wait = kind.waitOf(event.ResourceProperties);
  if (!wait.ok) await failUnlessRollingBack(kind, event, wait.problems, services);
  const deadline = startedAt + (wait.ok ? wait.millis : UNREADABLE_WAIT_MILLIS);
  const attributes = await kind.prepare(event);
  return { PhysicalResourceId, NextStep, Data: { ...attributes, StartedAtMillis: String(startedAt), DeadlineAtMillis: String(deadline) } };
}

/** The same for the whole life of the resource: another one would make CloudFormation delete the first. */
function physicalIdOf({ title }: GateKind, { PhysicalResourceId, StackId, LogicalResourceId }: GateEvent): string {
  return PhysicalResourceId ?? `${title.replaceAll(' ', '-')}/${StackId.split('/').at(-1) ?? StackId}/${LogicalResourceId}`;
}

/** Where CloudFormation does not say, `isComplete` finds the same problems once more. */
async function failUnlessRollingBack(kind: GateKind, event: GateEvent, problems: readonly string[], services: GateServices): Promise<void> {
  const phase = await readPhase(services.stacks, event.StackId);
  const text = problems.join('; ');
  services.log({ step: 'onEvent', gate: kind.name, resource: event.LogicalResourceId, problems: text, stackPhase: phase.name, ...phase.trouble });
  if (phase.name === 'deploying') throw new GateError(kind.title, `the ${kind.title} can not start: ${text}`);
}
