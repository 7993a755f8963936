import { type PropagationGateAttributes } from '../../lib/gates/contract';
import { type CacheGroup } from './cache-group';
import { type GateEvent, type IsCompleteEvent } from './gate-event';

/** What is known before anything was judged; what is not known is empty. CloudFormation needs every attribute. */
export function unjudgedAttributes(raw: GateEvent['ResourceProperties'], group: CacheGroup | undefined): PropagationGateAttributes {
  return {
    ReplicationGroupId: textOf(raw.ReplicationGroupId),
    TargetFamily: raw.TargetFamily === 'ipv6' ? 'ipv6' : 'ipv4',
    ConfigurationEndpointAddress: group?.configurationEndpoint?.address ?? '',
    ConfigurationEndpointPort: String(group?.configurationEndpoint?.port ?? ''),
    NodesTotal: String(group?.memberIds.length ?? ''),
    SecondsWaited: '0',
    Outcome: 'NOT_JUDGED',
  };
}

/** For a gate that ends without a verdict: what `onEvent` found. */
export function attributesOf(event: IsCompleteEvent, waitedMillis: number): PropagationGateAttributes {
  const fallback = unjudgedAttributes(event.ResourceProperties, undefined);
  const { Data: known = {} } = event;
  return {
    ReplicationGroupId: known.ReplicationGroupId ?? fallback.ReplicationGroupId,
    TargetFamily: known.TargetFamily ?? fallback.TargetFamily,
    ConfigurationEndpointAddress: known.ConfigurationEndpointAddress ?? fallback.ConfigurationEndpointAddress,
    ConfigurationEndpointPort: known.ConfigurationEndpointPort ?? fallback.ConfigurationEndpointPort,
    NodesTotal: known.NodesTotal ?? fallback.NodesTotal,
    SecondsWaited: String(Math.max(0, Math.round(waitedMillis / 1000))),
    Outcome: 'NOT_JUDGED',
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
