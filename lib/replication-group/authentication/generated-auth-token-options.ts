import { type IKey } from 'aws-cdk-lib/aws-kms';

/**
 * How `Authentication.generatedAuthToken()` makes the token.
 */
export interface GeneratedAuthTokenOptions {
  /**
   * Number of characters, 16 to 128, all of them letters and digits.
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
