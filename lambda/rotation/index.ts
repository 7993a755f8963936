import { type Context } from 'aws-lambda';
import { type RetirePreviousTokenEvent } from '../../lib/gates/contract';
import { errorText } from '../gate/gate-log';
import { awsRotationServices } from './aws-rotation-services';
import { retireIfDue } from './retire-previous-token';
import { rotate } from './rotate';
import { RotationError } from './rotation-error';
import { fieldsOf, isRotationEvent, type RotationEvent } from './rotation-event';
import { type RotationServices } from './rotation-services';
import { readSettings } from './rotation-settings';

/** Time to say why, before the function is cut off. */
const FAREWELL_MILLIS = 10_000;

type Event = RotationEvent | RetirePreviousTokenEvent;

/** Rotates the AUTH token of one replication group: called by Secrets Manager, and by a schedule that ends the token before. */
export function handler(event: Event, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  return rotateOrRetire(event, context.getRemainingTimeInMillis(), process.env, awsRotationServices());
}

/** The same with everything that is outside; never rejects with an error that holds more than a text. */
export async function rotateOrRetire(event: Event, millis: number, environment: NodeJS.ProcessEnv, services: RotationServices): Promise<void> {
  const facts = { step: isRotationEvent(event) ? event.Step : 'retirePreviousToken', replicationGroupId: environment['REPLICATION_GROUP_ID'] };
  try {
    const rotation = { settings: readSettings(environment), services, deadline: services.now() + millis - FAREWELL_MILLIS };
    if (isRotationEvent(event)) {
      await rotate(event, { ...rotation, secretId: event.SecretId });
      services.log({ ...facts, outcome: 'done' });
    } else {
      services.log({ ...facts, outcome: await retireIfDue({ ...rotation, secretId: secretIdOf(event) }) });
    }
  } catch (error) {
    // the error of the SDK holds its request, and with it the token
    const trouble = error instanceof RotationError ? error.message : errorText(error);
    services.log({ ...facts, trouble });
    throw new RotationError(trouble);
  }
}

function secretIdOf(event: unknown): string {
  const { RetirePreviousTokenOf: secretId } = fieldsOf(event);
  if (typeof secretId !== 'string') throw new RotationError('the event is neither a step of a rotation nor the end of a token');
  return secretId;
}
