import { beginGate } from './begin-gate';
import { type GateEvent, type OnEventAnswer } from './gate-event';
import { awsServices } from './aws-services';
import { kindOf } from './kind-of';

/** `onEvent` of the provider framework, for every custom resource of this library. */
export function handler(event: GateEvent): Promise<OnEventAnswer> {
  const services = awsServices();
  return beginGate(kindOf(event, services), event, services);
}
