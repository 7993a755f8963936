/** A node of the replication group, as the ElastiCache API (or, for `check`, the cluster itself) lists it. */
export interface Member {
  /** `CacheClusterId`, or `host:port` where no API was asked. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
}

/** What one member answered, or why it did not. Replies are as the wire gave them: nothing is judged yet. */
export type MemberObservation = AnsweredMember | UnansweredMember;

export interface AnsweredMember {
  readonly kind: 'answered';
  readonly member: Member;
  /** Reply of CLUSTER MYID. */
  readonly myId: unknown;
  /** Reply of CLUSTER SLOTS, or what an `EarlyReader` read of it. */
  readonly slots: unknown;
  /** Reply of CLUSTER NODES, or what an `EarlyReader` read of it: lists the nodes that CLUSTER SLOTS leaves out. */
  readonly nodes: unknown;
}

export interface UnansweredMember {
  readonly kind: 'unanswered';
  readonly member: Member;
  /** The text of the error reply (`LOADING ...`) or of the connection error. */
  readonly error: string;
  /** `ECONNREFUSED`, `ERR_TLS_CERT_ALTNAME_INVALID`, `SocketTimeoutError` ...: the system's or the client's own name for it. */
  readonly errorCode: string;
}

/** All views of one sweep. */
export interface Observation {
  /** One entry for every member that was to be asked; a member without an entry counts as unanswered. */
  readonly members: readonly MemberObservation[];
  /** The members that the API lists. */
  readonly expected: readonly Member[];
}
