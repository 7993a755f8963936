import { type GuardEvent, type GuardOnEventAnswer } from './guard-event';

/** Notes when the guard began; whatever can fail is left to `isComplete`, which asks again. */
export function guardOnEvent(event: GuardEvent, now: number): GuardOnEventAnswer {
  const PhysicalResourceId = physicalIdOf(event);
  if (event.RequestType === 'Delete') return { PhysicalResourceId };
  return { PhysicalResourceId, Data: { Outcome: 'NOT_JUDGED', StartedAtMillis: String(now) } };
}

/** The same for the whole life of the resource: another one would make CloudFormation delete the first. */
function physicalIdOf({ PhysicalResourceId, StackId, LogicalResourceId }: GuardEvent): string {
  return PhysicalResourceId ?? `replacement-guard/${StackId.split('/').at(-1) ?? StackId}/${LogicalResourceId}`;
}
