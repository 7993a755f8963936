import { type AddressFamilyName } from '../../lib/gates/contract';
import { type RefusalCode } from '../topology/verdict';
import { type CacheGroup } from './cache-group';

export interface Unsuitable {
  /** Refusals of the probe have the same codes. */
  readonly code: RefusalCode | 'NetworkTypeCanNotServe' | 'GroupIsGoing';
  readonly message: string;
}

/** Why no amount of waiting lets this group announce the family, or lets a gate see it. Nothing if it may. */
export function whyUnsuitable(group: CacheGroup, targetFamily: AddressFamilyName): Unsuitable | undefined {
  if (group.status === 'deleting' || group.status === 'create-failed') {
    return { code: 'GroupIsGoing', message: `the status of the replication group is "${group.status}"` };
  }
  if (group.networkType && group.networkType !== 'dual_stack' && group.networkType !== targetFamily) {
    return {
      code: 'NetworkTypeCanNotServe',
      message:
        `the network type of the replication group is "${group.networkType}", which has no ${targetFamily} addresses: ` +
        `it must be "dual_stack" or "${targetFamily}", and can be chosen only when a group is created`,
    };
  }
  if (group.transitEncryptionEnabled) {
    return {
      code: 'TransitEncryptionNotSupported',
      message:
        'the replication group uses TLS: its nodes then announce host names, IP discovery has no effect, and this gate has no evidence ' +
        'to judge by. Remove the gate from this group',
    };
  }
  if (group.clusterEnabled === false) {
    return {
      code: 'ClusterModeDisabled',
      message:
        'cluster mode is disabled: no node says where the others are, IP discovery has no effect, and this gate has no evidence to judge by. ' +
        'Remove the gate from this group',
    };
  }
  return undefined;
}
