import { type OfflineAws } from '../../offline-aws';

/** What an example needs to be deployed, besides its own app. */
export interface ExampleNeeds {
  /** Makes what somebody else made before: groups, snapshots. */
  readonly prepare?: (aws: OfflineAws) => Promise<void>;
  /** How many keys its groups hold once it is deployed. */
  readonly keys?: number;
  /** `-c NAME=VALUE`. */
  readonly context?: Readonly<Record<string, string>>;
  /** Why it can not be deployed yet. */
  readonly notYet?: string;
}

const ORDERS = new Map(Array.from({ length: 200 }, (_, index) => [`orders:${index}`, `order number ${index}`]));

/** An app with a group that begins with a snapshot of somebody else's. */
const RESTORED: ExampleNeeds = {
  prepare: (aws) => {
    aws.groups.snapshots.keep('orders-of-yesterday', ORDERS);
    return Promise.resolve();
  },
  keys: ORDERS.size,
};

/** By name of the example; those that are not here need nothing. */
export const EXAMPLE_NEEDS: Readonly<Record<string, ExampleNeeds>> = {
  'gate-on-existing-group': {
    // "a group that something else manages"
    prepare: (aws) => aws.groups.have({ ReplicationGroupId: 'orders', NetworkType: 'dual_stack', IpDiscovery: 'ipv6', NumNodeGroups: 2, ReplicasPerNodeGroup: 1 }),
  },
  'every-feature': RESTORED,
  'restore-from-snapshot': RESTORED,
};
