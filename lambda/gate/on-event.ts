import { awsServices } from './aws-services';
import { type CacheGroup } from './cache-group';
import { unjudgedAttributes } from './gate-attributes';
import { GateError } from './gate-error';
import { type GateEvent, type OnEventAnswer } from './gate-event';
import { errorText } from './gate-log';
import { readProperties } from './gate-properties';
import { type GateServices } from './gate-services';
import { type GuardEvent, type GuardOnEventAnswer, isOfGuard } from './guard/guard-event';
import { guardOnEvent } from './guard/guard-on-event';
import { readPhase } from './stack-phase';
import { within } from './within';

/** Properties that can not be read: how long `isComplete` tries to learn whether the stack rolls back before it fails. */
const UNREADABLE_WAIT_MILLIS = 120_000;

/** The function has a minute; if it timed out, that would fail the deployment. */
const DESCRIBE_MILLIS = 30_000;

/** `onEvent` of the provider framework, for every custom resource of this library. */
export function handler(event: GateEvent | GuardEvent): Promise<OnEventAnswer | GuardOnEventAnswer> {
  return isOfGuard(event) ? Promise.resolve(guardOnEvent(event, Date.now())) : onEvent(event, awsServices());
}

/**
 * Begins to wait: sets the deadline and hands on what is known of the group.
 *
 * Fails for properties that no deployment can wait with, and only where no rollback can be blocked by it. Trouble with
 * the API is left to `isComplete`, which asks again. Delete never fails.
 */
export async function onEvent(event: GateEvent, services: GateServices): Promise<OnEventAnswer> {
  const PhysicalResourceId = physicalIdOf(event);
  if (event.RequestType === 'Delete') return { PhysicalResourceId };
  const read = readProperties(event.ResourceProperties);
  if (!read.ok) await failUnlessRollingBack(event, read.problems, services);
  const startedAt = services.now();
  const group = read.ok ? await describeIfPossible(read.properties.replicationGroupId, services) : undefined;
  return {
    PhysicalResourceId,
    Data: {
      ...unjudgedAttributes(event.ResourceProperties, group),
      StartedAtMillis: String(startedAt),
      DeadlineAtMillis: String(startedAt + (read.ok ? read.properties.timeoutMillis : UNREADABLE_WAIT_MILLIS)),
    },
  };
}

/** The same for the whole life of the resource: another one would make CloudFormation delete the first. */
function physicalIdOf({ PhysicalResourceId, StackId, LogicalResourceId }: GateEvent): string {
  return PhysicalResourceId ?? `propagation-gate/${StackId.split('/').at(-1) ?? StackId}/${LogicalResourceId}`;
}

/** Where CloudFormation does not say, `isComplete` finds the same problems once more. */
async function failUnlessRollingBack(event: GateEvent, problems: readonly string[], { stacks, log }: GateServices): Promise<void> {
  const phase = await readPhase(stacks, event.StackId);
  log({ step: 'onEvent', problems: problems.join('; '), stackPhase: phase.name, ...phase.trouble });
  if (phase.name === 'deploying') throw new GateError(`the propagation gate can not start: ${problems.join('; ')}`);
}

async function describeIfPossible(replicationGroupId: string, { groups, log }: GateServices): Promise<CacheGroup | undefined> {
  try {
    return await within(DESCRIBE_MILLIS, 'DescribeReplicationGroups', groups.describeGroup(replicationGroupId));
  } catch (error) {
    log({ step: 'onEvent', replicationGroupId, trouble: `can not describe the group: ${errorText(error)}` });
    return undefined;
  }
}
