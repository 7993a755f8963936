import { type Fact } from './fact';
import { type OperationFacts } from './operation-facts';
import { type ParameterGroupFacts } from './parameter-group-facts';
import { type TopologyFacts } from './topology-facts';

/** What is known of one subnet of the group. */
export interface SubnetFacts {
  /** How the user finds it: its construct path. */
  readonly name: string;
  readonly hasIpv6: Fact<boolean>;
  readonly isIpv6Only: Fact<boolean>;
}

/** Where the nodes of the group are. */
export interface PlaceFacts {
  /** The subnets that the app knows; others (imported by id) are not in the list. */
  readonly subnets: readonly SubnetFacts[];
  /** The availability zones of the subnets, if all of them are known. */
  readonly subnetZones: Fact<readonly string[]>;
}

/**
 * One replication group in the words of CloudFormation, wherever it was written down: by `ReplicationGroup`, as a raw
 * `CfnReplicationGroup`, or changed by an escape hatch. The validation rules know nothing else.
 */
export interface GroupFacts extends PlaceFacts, OperationFacts, TopologyFacts, ParameterGroupFacts {
  readonly replicationGroupId: Fact<string>;
  /** `valkey` or `redis`. */
  readonly engine: Fact<string>;
  /** As written, for example `8.1` or `6.x`. */
  readonly engineVersion: Fact<string>;
  /** As written, for example `cache.r7g.large`. */
  readonly nodeType: Fact<string>;
  /** `ipv4`, `ipv6` or `dual_stack`. */
  readonly networkType: Fact<string>;
  /** `ipv4` or `ipv6`. */
  readonly ipDiscovery: Fact<string>;
  readonly transitEncryptionEnabled: Fact<boolean>;
  /** `required` or `preferred`. */
  readonly transitEncryptionMode: Fact<string>;
  readonly clusterMode: Fact<'enabled' | 'disabled' | 'compatible'>;
  readonly shards: Fact<number>;
  readonly replicasPerShard: Fact<number>;
  /** The author knows that a shard without a replica has no failover, and that CloudFormation may refuse updates. */
  readonly noReplicasAccepted: boolean;
  readonly port: Fact<number>;
  /** The AUTH token as it stands in the template: a dynamic reference if all is well. */
  readonly authToken: Fact<string>;
  /** How many user groups there are. */
  readonly userGroupCount: Fact<number>;
  /** `valkey` or `redis`, if the user group is in the app. */
  readonly userGroupEngine: Fact<string>;
  /** The users of the user group have no passwords but their AWS identity. */
  readonly usersHaveIam: boolean;
  readonly globalReplicationGroupId: Fact<string>;
  /** Whether the topic for notifications is encrypted, if it is in the app. */
  readonly topicIsEncrypted: Fact<boolean>;
}
