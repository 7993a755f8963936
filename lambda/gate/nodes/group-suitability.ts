import { type AddressFamilyName } from '../../../lib/gates/contract';
import { type CacheGroup } from './cache-group';

export interface Unsuitable {
  readonly code: 'NetworkTypeCanNotServe' | 'GroupIsGoing';
  readonly message: string;
}

/** Why no amount of waiting lets this group serve the family. Nothing if it may. */
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
  return undefined;
}
