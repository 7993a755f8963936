import {
  type CONDITION_GATE_RESOURCE_TYPE,
  type PROPAGATION_GATE_RESOURCE_TYPE,
  type REACHABILITY_GATE_RESOURCE_TYPE,
  type REPLACEMENT_GUARD_RESOURCE_TYPE,
} from '../../lib/gates/contract';
import { type ConditionServices } from './condition/condition-caller';
import { ConditionGate } from './condition/condition-gate';
import { type GateEvent } from './gate-event';
import { type GateKind } from './gate-kind';
import { type GuardServices } from './guard/guard-services';
import { ReplacementGuard } from './guard/replacement-guard';
import { PropagationGate } from './propagation/propagation-gate';
import { ReachabilityGate, type ReachabilityServices } from './reachability/reachability-gate';

/** Everything outside that the gates of all kinds work with. */
export type AllServices = ReachabilityServices & GuardServices & ConditionServices;

type ResourceType =
  | typeof PROPAGATION_GATE_RESOURCE_TYPE
  | typeof REACHABILITY_GATE_RESOURCE_TYPE
  | typeof CONDITION_GATE_RESOURCE_TYPE
  | typeof REPLACEMENT_GUARD_RESOURCE_TYPE;

const KINDS: Readonly<Record<ResourceType, (services: AllServices) => GateKind>> = {
  'Custom::ElastiCachePropagationGate': (services) => new PropagationGate(services),
  'Custom::ElastiCacheReachabilityGate': (services) => new ReachabilityGate(services),
  'Custom::ConditionGate': (services) => new ConditionGate(services),
  'Custom::ElastiCacheReplacementGuard': (services) => new ReplacementGuard(services),
};

/** Which kind of gate an event of the shared provider is about. */
export function kindOf({ ResourceType }: GateEvent, services: AllServices): GateKind {
  return KINDS[isKnown(ResourceType) ? ResourceType : 'Custom::ElastiCachePropagationGate'](services);
}

function isKnown(resourceType: string): resourceType is ResourceType {
  return resourceType in KINDS;
}
