import { type OfflineAws } from '../../offline-aws';

/** What an example needs to be deployed, besides its own app. */
export interface ExampleNeeds {
  /** Makes what somebody else made before: groups, snapshots. */
  readonly prepare?: (aws: OfflineAws) => Promise<void>;
  /** `-c NAME=VALUE`. */
  readonly context?: Readonly<Record<string, string>>;
  /** Why it can not be deployed yet. */
  readonly notYet?: string;
}

/** By name of the example; those that are not here need nothing. */
export const EXAMPLE_NEEDS: Readonly<Record<string, ExampleNeeds>> = {
  'gate-on-existing-group': {
    // "a group that something else manages"
    prepare: (aws) => aws.groups.have({ ReplicationGroupId: 'orders', NetworkType: 'dual_stack', IpDiscovery: 'ipv6', NumNodeGroups: 2, ReplicasPerNodeGroup: 1 }),
  },
};
