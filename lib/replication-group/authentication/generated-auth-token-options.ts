import { type IKey } from 'aws-cdk-lib/aws-kms';

/**
 * How `Authentication.generatedAuthToken()` makes the token.
 */
export interface GeneratedAuthTokenOptions {
  /**
   * Number of characters, 16 to 128, all of them letters and digits. A change makes up a new token at once, of which a group that is
   * there knows nothing: change `length` of its rotation instead.
   *
   * @default 64
   */
  readonly length?: number;

  /**
   * The key that encrypts the secret: `KmsKeyId` of the secret.
   *
   * @default - the key of Secrets Manager in the account
   */
  readonly encryptionKey?: IKey;
}
