import { type Evidence } from './evidence';

/** A node of the replication group, as the ElastiCache API (or, for `check`, the cluster itself) lists it. */
export interface Member {
  /** `CacheClusterId`, or `host:port` where no API was asked. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
  /**
   * `endpoint`: a primary, reader or configuration endpoint, a name behind which any node may answer. It is reached like a
   * node, but it is none. @default node
   */
  readonly kind?: 'node' | 'endpoint';
}

/** What one member answered, or why it did not. Replies are as the wire gave them: nothing is judged yet. */
export type MemberObservation = AnsweredMember | ReachedMember | UnansweredMember;

/** It was asked for its view, and answered. */
export interface AnsweredMember {
  readonly kind: 'answered';
  readonly member: Member;
  /** The address that was dialled. Absent: it is not known, and taken to be one of the target family. */
  readonly address?: string;
  /** Reply of CLUSTER MYID. */
  readonly myId: unknown;
  /** Reply of CLUSTER SLOTS, or what an `EarlyReader` read of it. */
  readonly slots: unknown;
  /** Reply of CLUSTER NODES, or what an `EarlyReader` read of it: lists the nodes that CLUSTER SLOTS leaves out. */
  readonly nodes: unknown;
}

/** As far as was wanted; it was not asked for a view. */
export interface ReachedMember {
  readonly kind: 'reached';
  readonly member: Member;
  /** `ANSWERED`: to a PING, after it had accepted the credentials, if there are any. */
  readonly reached: Exclude<Evidence, 'REPORTED'>;
  /** The address that was dialled, or the first one that would be. */
  readonly address: string;
}

export interface UnansweredMember {
  readonly kind: 'unanswered';
  readonly member: Member;
  /** The highest rung before it failed. Absent: none, or it is not known. */
  readonly reached?: Exclude<Evidence, 'REPORTED'>;
  /** The address that was dialled, if it came that far. */
  readonly address?: string;
  /** The text of the error reply (`LOADING ...`) or of the connection error. */
  readonly error: string;
  /** `ECONNREFUSED`, `ERR_TLS_CERT_ALTNAME_INVALID`, `AnswerTimeout` ...: the system's or our own name for it. */
  readonly errorCode: string;
}

/** All views of one sweep. */
export interface Observation {
  /** One entry for every member that was to be asked; a member without an entry counts as unanswered. */
  readonly members: readonly MemberObservation[];
  /** The members that the API lists. */
  readonly expected: readonly Member[];
}
