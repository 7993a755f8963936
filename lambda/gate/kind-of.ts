import { type GateEvent } from './gate-event';
import { type GateKind } from './gate-kind';
import { GUARD } from './guard/guard-event';
import { type GuardServices } from './guard/guard-services';
import { ReplacementGuard } from './guard/replacement-guard';
import { type NodeServices } from './nodes/node-services';
import { PropagationGate } from './propagation/propagation-gate';

/** Everything outside that the gates of all kinds work with. */
export type AllServices = NodeServices & GuardServices;

/** Which kind of gate an event of the shared provider is about. */
export function kindOf({ ResourceType }: GateEvent, services: AllServices): GateKind {
  return ResourceType === GUARD ? new ReplacementGuard(services) : new PropagationGate(services);
}
