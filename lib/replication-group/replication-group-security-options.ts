import { type IKeyRef } from 'aws-cdk-lib/aws-kms';
import { type Authentication } from './authentication';
import { type TransitEncryption } from './transit-encryption';

/**
 * Who can read the data of a replication group, on the way and where it is stored.
 */
export interface ReplicationGroupSecurityOptions {
  /**
   * Whether data on disk is encrypted: `AtRestEncryptionEnabled`. A change replaces the group.
   *
   * @default true
   */
  readonly atRestEncryption?: boolean;

  /**
   * The KMS key for data on disk: `KmsKeyId`. A change replaces the group.
   *
   * ElastiCache uses it with a grant in the name of whoever deploys, who needs `kms:CreateGrant`, `kms:DescribeKey` and the right
   * to encrypt and decrypt; the policy of a `Key` leaves that to IAM. The key must not be disabled or deleted while the group lives.
   *
   * @default - a key of ElastiCache
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
   */
  readonly encryptionKey?: IKeyRef;

  /**
   * Whether connections are encrypted (TLS): `TransitEncryptionEnabled` and `TransitEncryptionMode`.
   *
   * `PREFERRED` needs Valkey or Redis OSS 7.0. On a group that exists, go through `PREFERRED`, in two deployments.
   *
   * @default TransitEncryption.REQUIRED
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * How clients prove who they are: `AuthToken` or `UserGroupIds`. Needs in-transit encryption.
   *
   * IAM and user groups can be put on and taken off in place. An AUTH token can not: to add one or to give it up replaces the
   * group.
   *
   * @default - `Authentication.iam()` with `TransitEncryption.REQUIRED` and Valkey 7.2 or Redis OSS 7.0 or newer; otherwise
   *   `Authentication.none()`, with a warning if there is TLS
   */
  readonly authentication?: Authentication;
}
