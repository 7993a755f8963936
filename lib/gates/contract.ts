/**
 * What the two sides of a gate agree on: the constructs in `lib` write these shapes into the template, the handlers in
 * `lambda` read them. Types and constants only; `lambda` imports the types, `lib` never imports `lambda`.
 */

/** `ipv4` or `ipv6`, spelled as in the API of ElastiCache (`IpDiscovery`). */
export type AddressFamilyName = 'ipv4' | 'ipv6';

/** CloudFormation type of a propagation gate's custom resource. */
export const PROPAGATION_GATE_RESOURCE_TYPE = 'Custom::ElastiCachePropagationGate';

/**
 * Properties of the custom resource as the handler receives them. CloudFormation turns every primitive into a string.
 */
export interface PropagationGateProperties {
  /** Id of the replication group, `ReplicationGroupId`. */
  readonly ReplicationGroupId: string;
  /** The family that every node must announce. */
  readonly TargetFamily: AddressFamilyName;
  /** ARN of the function in the VPC that asks the nodes. */
  readonly ProbeFunctionArn: string;
  /** How long the gate waits before it fails, whole seconds. */
  readonly TimeoutSeconds: string;
  /** Pause between two looks at a node that is not there yet, whole milliseconds. */
  readonly PollIntervalMillis: string;
  /**
   * Whatever must make CloudFormation run the gate again when it changes (network type, IP discovery, shards,
   * replicas), as one string. The handler does not interpret it.
   */
  readonly ChangeToken: string;
}

/**
 * Attributes of the custom resource (`Fn::GetAtt`). Every successful answer carries all of them, also during a rollback:
 * CloudFormation fails a resource that reads an attribute that is not there.
 */
export interface PropagationGateAttributes {
  readonly ReplicationGroupId: string;
  readonly TargetFamily: AddressFamilyName;
  /** Empty if the group has no configuration endpoint. */
  readonly ConfigurationEndpointAddress: string;
  readonly ConfigurationEndpointPort: string;
  /** How many nodes the gate asked. */
  readonly NodesTotal: string;
  /** Whole seconds from the first look until the gate opened. */
  readonly SecondsWaited: string;
  /** `OPEN`: proven. `NOT_JUDGED`: the stack was rolling back or no longer in progress, nothing was proven. */
  readonly Outcome: 'OPEN' | 'NOT_JUDGED';
}

/** What the control side knows of one node, enough to ask it. */
export interface ProbeMember {
  /** `CacheClusterId`, for people. */
  readonly id: string;
  /** Node endpoint, a DNS name on AWS; an IP literal is dialled as it is. */
  readonly host: string;
  readonly port: number;
}

/** One invocation of the probe. */
export interface ProbeRequest {
  readonly members: readonly ProbeMember[];
  readonly targetFamily: AddressFamilyName;
  /** How long this invocation may look, milliseconds. */
  readonly budgetMillis: number;
  /** Pause between two looks at a node that is not there yet, milliseconds. */
  readonly pollIntervalMillis: number;
  /** When the gate began to wait, milliseconds since the epoch: for `SecondsWaiting`. */
  readonly startedAtMillis: number;
  /** Dimension of the metrics. */
  readonly replicationGroupId: string;
}

/** CloudFormation type of a replacement guard's custom resource. */
export const REPLACEMENT_GUARD_RESOURCE_TYPE = 'Custom::ElastiCacheReplacementGuard';

/** Properties of the custom resource as the handler receives them. CloudFormation turns every primitive into a string. */
export interface ReplacementGuardProperties {
  /** Logical id of the replication group in the stack of the guard: a name, because a reference would turn the order around. */
  readonly GroupLogicalId: string;
  /**
   * The properties whose change replaces the group, as they are about to be applied, named as in CloudFormation. What the
   * template does not set is not here. Of secrets only that they are `set`.
   */
  readonly Wanted: Readonly<Record<string, unknown>>;
  /** Which properties `Wanted` could hold: only the same sets can be compared with each other. */
  readonly WantedSet: string;
  /** `true` if the update policy of the group lets CloudFormation change shards in place. */
  readonly OnlineResharding: string;
  /** What becomes of a group that is replaced: `Delete`, `Snapshot` or `Retain`. */
  readonly UpdateReplacePolicy: string;
  /** Names the group that may be replaced, and says why. */
  readonly AllowReplacement?: string;
}

/** Attributes of the custom resource (`Fn::GetAtt`); every successful answer carries all of them. */
export interface ReplacementGuardAttributes {
  /**
   * `NO_GROUP`: there is nothing yet that could be lost. `UNCHANGED`: the live group stays. `REPLACEMENT_ALLOWED`: it is
   * replaced, as allowed. `NOT_JUDGED`: the stack was rolling back or no longer in progress.
   */
  readonly Outcome: 'NO_GROUP' | 'UNCHANGED' | 'REPLACEMENT_ALLOWED' | 'NOT_JUDGED';
}
