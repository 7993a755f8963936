import { type Evidence } from './evidence';
import { type Rungs } from './rungs';

/** Why the gate does not wait any longer. Stable: README's error table lists each. */
export type RefusalCode =
  | 'WrongPassword'
  | 'PasswordRequired'
  | 'NoPermission'
  | 'CertificateInvalid'
  | 'ClusterModeDisabled'
  | 'NotRedis'
  | 'HostnameEndpoints';

/** How one member stands. */
export interface MemberStanding {
  readonly memberId: string;
  /** True: a name behind which any node may answer, which is no node to count. */
  readonly isEndpoint?: true;
  readonly onTarget: boolean;
  /** Empty if `onTarget`; otherwise short, for a person: `shows 2 of 6 nodes off ipv6: my-group-0001-002 at 127.0.0.1 ...`. */
  readonly reason: string;
  /** What the person can look at, where there is something: `the port, and that the node listens over ipv6`. */
  readonly check?: string;
  /** Of how many nodes its view is wrong. Absent: it has none, or it is wrong in another way. */
  readonly wrongNodes?: number;
  /** True: nothing is wrong but what `culprits` of the verdict say of other nodes. */
  readonly explained?: boolean;
  /** True: something answered that is not the member, or may not be. It should be dialled anew: its name may lead elsewhere by now. */
  readonly misplaced?: true;
  /** The highest rung that is proven, with every one below it that applies. Absent: none is. */
  readonly evidence?: Evidence;
  /** How it stands on each rung. */
  readonly rungs?: Rungs;
  /** The address that was dialled. */
  readonly address?: string;
  /** What its own view gives for it, where that is a name: `as my-group-0001-001.example.com (ip 10.0.0.7)`. To show, it proves nothing. */
  readonly announced?: string;
}

/** A node of which several views say the same. */
export interface Culprit {
  /** The id of the member, or the start of the node id. */
  readonly name: string;
  /** A sentence of which the node is the subject: `is still at 127.0.0.1`. */
  readonly says: string;
  /** How many views say so. */
  readonly views: number;
  /** How many views there are. */
  readonly of: number;
}

export type Verdict =
  | {
      readonly kind: 'open';
      /** What is proven of every member: the least of them all. */
      readonly evidence?: Evidence | undefined;
      readonly members: readonly MemberStanding[];
    }
  | {
      readonly kind: 'waiting';
      readonly members: readonly MemberStanding[];
      /** The group seems to have other nodes than those that were asked: the list of members should be read again. */
      readonly outdated?: boolean;
      /** Who is behind it, where that says it shorter than the members do. */
      readonly culprits?: readonly Culprit[];
      /** How many there are beside these. */
      readonly moreCulprits?: number;
    }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly message: string;
      /** True where the cluster gives no evidence either way (host names): nothing is wrong, nothing is proven. */
      readonly cannotTell: boolean;
      /**
       * True for what may be right in a minute although no waiting of the nodes cures it: users and passwords that were
       * changed just now do not reach all nodes at once.
       */
      readonly mayPass?: boolean;
      readonly members: readonly MemberStanding[];
    };
