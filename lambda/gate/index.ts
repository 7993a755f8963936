import { awsServices } from './aws-services';
import { beginGate } from './begin-gate';
import { type GateEvent, type IsCompleteAnswer, type IsCompleteEvent, type OnEventAnswer } from './gate-event';
import { kindOf } from './kind-of';
import { runGate } from './run-gate';

/**
 * The function outside the VPC, for every custom resource of this library: both `onEvent` and `isComplete` of the provider
 * framework, which tell themselves apart by what `onEvent` answered.
 */
export function handler(event: GateEvent | IsCompleteEvent): Promise<OnEventAnswer | IsCompleteAnswer> {
  const services = awsServices();
  const kind = kindOf(event, services);
  return hasBegun(event) ? runGate(kind, event, services) : beginGate(kind, event, services);
}

function hasBegun(event: GateEvent | IsCompleteEvent): event is IsCompleteEvent {
  return 'NextStep' in event;
}
