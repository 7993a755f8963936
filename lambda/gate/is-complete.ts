import { awsServices } from './aws-services';
import { type IsCompleteAnswer, type IsCompleteEvent } from './gate-event';
import { kindOf } from './kind-of';
import { runGate } from './run-gate';

/** `isComplete` of the provider framework, for every custom resource of this library. */
export function handler(event: IsCompleteEvent): Promise<IsCompleteAnswer> {
  const services = awsServices();
  return runGate(kindOf(event, services), event, services);
}
