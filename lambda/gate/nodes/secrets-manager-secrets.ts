import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type SecretReader, type SecretText } from './secret-reader';

/** Needs `secretsmanager:GetSecretValue` on the secret, and `kms:Decrypt` on a key of its own. */
export class SecretsManagerSecrets implements SecretReader {
  public constructor(private readonly client: SecretsManagerClient) {}

  public async read(secretArn: string): Promise<SecretText> {
    const { SecretString, VersionId } = await this.client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    // a binary secret holds no password
    return { text: SecretString ?? '', versionId: VersionId ?? '' };
  }
}
