/**
 * What the two sides of a gate agree on: the constructs in `lib` write these shapes into the template, the handlers in
 * `lambda` read them. Types and constants only; `lambda` imports the types, `lib` never imports `lambda`.
 */

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
  /** What must be proven of every node, at least. Absent: the most that the group and the credentials allow. */
  readonly MinimumEvidence?: EvidenceName;
  /** Absent: the probe does not authenticate. */
  readonly Credentials?: GateCredentialsProperties;
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
  readonly Evidence?: EvidenceName | '';
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
