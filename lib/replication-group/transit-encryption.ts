/**
 * Whether connections to the nodes are encrypted (TLS).
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
 */
export enum TransitEncryption {
  /** Only TLS connections are accepted. */
  REQUIRED = 'required',
  /** TLS and plain connections are both accepted: the step between the other two. */
  PREFERRED = 'preferred',
  /** Only plain connections are accepted. Excludes every kind of authentication. */
  DISABLED = 'disabled',
}
