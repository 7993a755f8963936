/** Why the gate does not wait any longer. Stable: README's error table lists each. */
export type RefusalCode =
  | 'WrongPassword'
  | 'PasswordRequired'
  | 'NoPermission'
  | 'CertificateInvalid'
  | 'ClusterModeDisabled'
  | 'NotRedis'
  | 'TransitEncryptionNotSupported'
  | 'HostnameEndpoints';

/** How one member stands. */
export interface MemberStanding {
  readonly memberId: string;
  readonly onTarget: boolean;
  /** Empty if `onTarget`; otherwise short, for a person: `shows 2 of 6 nodes off ipv6: my-group-0001-002 at 127.0.0.1 ...`. */
  readonly reason: string;
  /** What the person can look at, where there is something: `the port, and that the node listens over ipv6`. */
  readonly check?: string;
}

export type Verdict =
  | { readonly kind: 'open'; readonly members: readonly MemberStanding[] }
  | { readonly kind: 'waiting'; readonly members: readonly MemberStanding[] }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly message: string;
      /** True where the cluster gives no evidence either way (host names): nothing is wrong, nothing is proven. */
      readonly cannotTell: boolean;
      readonly members: readonly MemberStanding[];
    };
