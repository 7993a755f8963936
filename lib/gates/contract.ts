/**
 * What the two sides of a gate agree on: the constructs in `lib` write these shapes into the template, the handlers in
 * `lambda` read them. Types and constants only; `lambda` imports the types, `lib` never imports `lambda`.
 */

export type * from './condition-contract';

/** `ipv4` or `ipv6`, spelled as in the API of ElastiCache (`IpDiscovery`). */
export type AddressFamilyName = 'ipv4' | 'ipv6';

/**
 * What can be proven of one node, from the least to the most:
 * `REPORTED`: the views of all nodes agree that it announces the family.
 * `RESOLVED`: its name has an address of the family.
 * `CONNECTED`: it accepts a TCP connection over the family.
 * `HANDSHAKE`: it completes a TLS handshake over the family, with a certificate for its name.
 * `ANSWERED`: it answers over the family, and is the node that it should be.
 *
 * What does not apply to a group (`REPORTED` with TLS, `HANDSHAKE` without) is skipped, not failed.
 */
export type EvidenceName = 'REPORTED' | 'RESOLVED' | 'CONNECTED' | 'HANDSHAKE' | 'ANSWERED';

/** A password in Secrets Manager; the control side reads it at each look, so that a rotation does no harm. */
export interface SecretCredentials {
  readonly Kind: 'SECRET';
  readonly SecretArn: string;
  /** Absent: the `default` user, as with an AUTH token. */
  readonly UserName?: string;
  /** Field of the JSON in the secret. Absent: the secret is the password itself. */
  readonly PasswordField?: string;
  /** Field of the JSON in the secret that names the user; not together with `UserName`. */
  readonly UserNameField?: string;
}

/** A user of the group that authenticates with IAM, as the role of the probe. */
export interface IamCredentials {
  readonly Kind: 'IAM';
  readonly UserId: string;
}

/** How the probe authenticates. */
export type GateCredentialsProperties = SecretCredentials | IamCredentials;

/** Properties of every gate that asks nodes, as the handler receives them. CloudFormation turns every primitive into a string. */
export interface NodeGateProperties {
  /** The family that every node must serve. */
  readonly TargetFamily: AddressFamilyName;
  /** ARN of the function in the VPC that asks the nodes. */
  readonly ProbeFunctionArn: string;
  /** How long the gate waits before it fails, whole seconds. */
  readonly TimeoutSeconds: string;
  /** Pause between two looks at a node that is not there yet, whole milliseconds. */
  readonly PollIntervalMillis: string;
  /** Whatever must make CloudFormation run the gate again when it changes, as one string. The handler does not interpret it. */
  readonly ChangeToken: string;
  /** What must be proven of every node, at least. Absent: the most that the group and the credentials allow. */
  readonly MinimumEvidence?: EvidenceName;
  /** Absent: the probe does not authenticate. */
  readonly Credentials?: GateCredentialsProperties;
}

/** CloudFormation type of a propagation gate's custom resource. */
export const PROPAGATION_GATE_RESOURCE_TYPE = 'Custom::ElastiCachePropagationGate';

/** Properties of a propagation gate. Its change token holds network type, IP discovery, shards, replicas and the like. */
export interface PropagationGateProperties extends NodeGateProperties {
  /** Id of the replication group, `ReplicationGroupId`. */
  readonly ReplicationGroupId: string;
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
  /** What was proven of every node: the least of them all. Empty if nothing was. */
  readonly Evidence: EvidenceName | '';
}

/** CloudFormation type of a reachability gate's custom resource. */
export const REACHABILITY_GATE_RESOURCE_TYPE = 'Custom::ElastiCacheReachabilityGate';

/** Properties of a reachability gate: of exactly one of the two ids. Its change token holds the IP discovery. */
export interface ReachabilityGateProperties extends NodeGateProperties {
  /** Logical id of the replication group in the stack of the gate: a name, because a reference would turn the order around. */
  readonly GroupLogicalId?: string;
  /** Id of a replication group that the stack does not define. */
  readonly ReplicationGroupId?: string;
  /** `NetworkType` that is about to be applied. Another than that of the live group makes a new group. Absent: not known. */
  readonly NetworkType?: string;
}

/** Attributes of the custom resource (`Fn::GetAtt`); every successful answer carries all of them. */
export interface ReachabilityGateAttributes {
  /** Empty if there was no group. */
  readonly ReplicationGroupId: string;
  readonly TargetFamily: AddressFamilyName;
  /** How many nodes the gate asked. */
  readonly NodesTotal: string;
  /** Whole seconds from the first look until the gate opened. */
  readonly SecondsWaited: string;
  /** What was proven of every node: the least of them all. Empty if nothing was. */
  readonly Evidence: EvidenceName | '';
  /**
   * `OPEN`: proven. `NO_GROUP`: there is no group yet that could be asked. `UNCHANGED`: neither the family nor the change token
   * changed, so nobody was asked. `GROUP_WILL_BE_REPLACED`: the nodes that live do not have the family, those that take their
   * place will. `NOT_JUDGED`: the stack was rolling back or no longer in progress.
   */
  readonly Outcome: 'OPEN' | 'NO_GROUP' | 'UNCHANGED' | 'GROUP_WILL_BE_REPLACED' | 'NOT_JUDGED';
}

/** CloudFormation type of a condition gate's custom resource. */
export const CONDITION_GATE_RESOURCE_TYPE = 'Custom::ConditionGate';

/** Properties of a condition gate, as the handler receives them. CloudFormation turns every primitive into a string. */
export interface ConditionGateProperties {
  /** ARN of the function that knows the condition. */
  readonly FunctionArn: string;
  /** How long the gate waits before it fails, whole seconds. */
  readonly TimeoutSeconds: string;
  /** Pause between two calls of the function, whole milliseconds. */
  readonly PollIntervalMillis: string;
  /** Whatever must make CloudFormation run the gate again when it changes. The handler does not interpret it. */
  readonly ChangeToken: string;
  /** For the function. */
  readonly Parameters?: Readonly<Record<string, string>>;
  /** The attributes that something in the app reads, and that the function must give when the condition is met. */
  readonly AttributeNames?: readonly string[];
}

/** Attributes of the custom resource (`Fn::GetAtt`), beside those that the function gives. */
export interface ConditionGateAttributes {
  /** Whole seconds from the first call until the condition was met. */
  readonly SecondsWaited: string;
  /** `MET`, or `NOT_JUDGED`: the stack was rolling back or no longer in progress. */
  readonly Outcome: 'MET' | 'NOT_JUDGED';
}

/**
 * `node`: the endpoint of one node. `endpoint`: a primary, reader or configuration endpoint, a name behind which any node may
 * answer.
 */
export type ProbeMemberKind = 'node' | 'endpoint';

/** What the control side knows of one node, enough to ask it. */
export interface ProbeMember {
  /** `CacheClusterId`, for people. */
  readonly id: string;
  /** Node endpoint, a DNS name on AWS; an IP literal is dialled as it is. */
  readonly host: string;
  readonly port: number;
  /** Absent: `node`. */
  readonly kind?: ProbeMemberKind;
}

/** `propagation`: the nodes announce the family and are reachable over it. `reachability`: they are reachable over it. */
export type ProbePurpose = 'propagation' | 'reachability';

/**
 * How the probe authenticates. `password` is secret: it is in the invocation and nowhere else. With `iam` the probe signs a
 * token with the credentials of its own role.
 */
export type ProbeCredentials =
  | { readonly kind: 'password'; readonly userName?: string; readonly password: string }
  | { readonly kind: 'iam'; readonly userId: string; readonly replicationGroupId: string };

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
  /** Absent: `propagation`. */
  readonly purpose?: ProbePurpose;
  /** Whether the nodes know of each other and say where the others are. Absent: they do. */
  readonly clusterMode?: boolean;
  /** Whether to connect with TLS. Absent: without. */
  readonly tls?: boolean;
  /** What must be proven of every node, at least. Absent: `ANSWERED`. */
  readonly requiredEvidence?: EvidenceName;
  /** Absent: the group asks for none, or nobody gave any. */
  readonly credentials?: ProbeCredentials;
}

/** CloudFormation type of a replacement guard's custom resource. */
export const REPLACEMENT_GUARD_RESOURCE_TYPE = 'Custom::ElastiCacheReplacementGuard';

/** Properties of the custom resource as the handler receives them. CloudFormation turns every primitive into a string. */
export interface ReplacementGuardProperties {
  /** Logical id of the cache in the stack of the guard: a name, because a reference would turn the order around. */
  readonly GroupLogicalId: string;
  /** Absent: a replication group. */
  readonly CacheKind?: 'SERVERLESS';
  /**
   * The properties whose change replaces the cache, as they are about to be applied, named as in CloudFormation. What the
   * template does not set is not here. Of secrets only that they are `set`.
   */
  readonly Wanted: Readonly<Record<string, unknown>>;
  /** Which properties `Wanted` could hold: only the same sets can be compared with each other. */
  readonly WantedSet: string;
  /** `true` if the update policy of the group lets CloudFormation change shards in place. */
  readonly OnlineResharding: string;
  /** What becomes of a cache that is replaced: `Delete`, `Snapshot` or `Retain`. */
  readonly UpdateReplacePolicy: string;
  /** Names the cache that may be replaced, and says why. */
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

/** Environment of the function that rotates an AUTH token. Nothing of it is secret. */
export interface AuthTokenRotationEnvironment {
  readonly REPLICATION_GROUP_ID: string;
  /** The field of the secret that holds the token; without it the secret is the token. */
  readonly TOKEN_FIELD?: string;
  /** Number of characters of a new token. */
  readonly TOKEN_LENGTH: string;
  /** How long the token before is good after a rotation, whole seconds. */
  readonly PREVIOUS_TOKEN_SECONDS: string;
}

/** What the schedule of that function sends. */
export interface RetirePreviousTokenEvent {
  /** ARN of the secret. */
  readonly RetirePreviousTokenOf: string;
}
