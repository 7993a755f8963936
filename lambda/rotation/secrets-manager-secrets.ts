import { types } from 'node:util';
import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { RotationError } from './rotation-error';
import { holderOf, PENDING, type SecretState, type SecretText, type TokenSecrets } from './token-secret';

/** Needs `secretsmanager:DescribeSecret`, `GetSecretValue`, `PutSecretValue`, `UpdateSecretVersionStage` and `GetRandomPassword`. */
export class SecretsManagerSecrets implements TokenSecrets {
  public constructor(private readonly client: SecretsManagerClient) {}

  public async describe(SecretId: string): Promise<SecretState> {
    const { VersionIdsToStages = {}, LastRotatedDate } = await this.client.send(new DescribeSecretCommand({ SecretId }));
    return { labels: new Map(Object.entries(VersionIdsToStages)), lastRotatedAt: LastRotatedDate };
  }

  public async read(SecretId: string, version: { readonly id: string } | { readonly label: string }): Promise<SecretText | undefined> {
    const choice = 'id' in version ? { VersionId: version.id } : { VersionStage: version.label };
    try {
      const { SecretString: text, CreatedDate: createdAt } = await this.client.send(new GetSecretValueCommand({ SecretId, ...choice }));
      return text === undefined || createdAt === undefined ? undefined : { text, createdAt };
    } catch (error) {
      if (isNamed(error, 'ResourceNotFoundException')) return undefined;
      throw error;
    }
  }

  public async write(SecretId: string, ClientRequestToken: string, SecretString: string): Promise<void> {
    try {
      await this.client.send(new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString, VersionStages: [PENDING] }));
    } catch (error) {
      // another call of this step was quicker, and its token is as good as ours
      if (!isNamed(error, 'ResourceExistsException')) throw error;
    }
  }

  public async label(SecretId: string, state: SecretState, VersionStage: string, MoveToVersionId: string): Promise<void> {
    const holder = holderOf(state, VersionStage);
    if (holder === MoveToVersionId) return;
    await this.client.send(
      new UpdateSecretVersionStageCommand({ SecretId, VersionStage, MoveToVersionId, ...(holder !== undefined && { RemoveFromVersionId: holder }) }),
    );
  }

  public async newToken(PasswordLength: number): Promise<string> {
    // of the special characters ElastiCache takes few, and client libraries trip over some of those
    const { RandomPassword } = await this.client.send(new GetRandomPasswordCommand({ PasswordLength, ExcludePunctuation: true }));
    if (RandomPassword === undefined) throw new RotationError('Secrets Manager made up no password');
    return RandomPassword;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return types.isNativeError(error) && error.name === name;
}
