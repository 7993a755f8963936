import { type PropagationGateAttributes } from '../../../lib/gates/contract';
import { type IsCompleteEvent, type RawProperties } from '../gate-event';
import { type CacheGroup } from '../nodes/cache-group';

/** What is known before anything was judged; what is not known is empty. CloudFormation needs every attribute. */
export function unjudgedAttributes(raw: RawProperties, group: CacheGroup | undefined): PropagationGateAttributes {
  return {
    ReplicationGroupId: typeof raw['ReplicationGroupId'] === 'string' ? raw['ReplicationGroupId'] : '',
    TargetFamily: raw['TargetFamily'] === 'ipv6' ? 'ipv6' : 'ipv4',
    ConfigurationEndpointAddress: group?.configurationEndpoint?.address ?? '',
    ConfigurationEndpointPort: String(group?.configurationEndpoint?.port ?? ''),
    NodesTotal: String(group?.memberIds.length ?? ''),
    SecondsWaited: '0',
    Evidence: '',
    Outcome: 'NOT_JUDGED',
  };
}

/** For a gate that ends without a verdict: what `onEvent` found. */
export function attributesOf({ Data: known = {}, ResourceProperties }: IsCompleteEvent, waitedMillis: number): PropagationGateAttributes {
  const fallback = unjudgedAttributes(ResourceProperties, undefined);
  return {
    ReplicationGroupId: known['ReplicationGroupId'] ?? fallback.ReplicationGroupId,
    TargetFamily: known['TargetFamily'] === undefined ? fallback.TargetFamily : known['TargetFamily'] === 'ipv6' ? 'ipv6' : 'ipv4',
    ConfigurationEndpointAddress: known['ConfigurationEndpointAddress'] ?? fallback.ConfigurationEndpointAddress,
    ConfigurationEndpointPort: known['ConfigurationEndpointPort'] ?? fallback.ConfigurationEndpointPort,
    NodesTotal: known['NodesTotal'] ?? fallback.NodesTotal,
    SecondsWaited: String(Math.max(0, Math.round(waitedMillis / 1000))),
    Evidence: '',
    Outcome: 'NOT_JUDGED',
  };
}
