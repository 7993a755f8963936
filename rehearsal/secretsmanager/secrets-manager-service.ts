import { jsonService, type JsonInput } from '../http/json-service';
import { type Caller, type Service, ServiceError } from '../http/service';
import { type Iam } from '../iam/iam';
import { randomPassword } from './random-password';
import { CURRENT, type Secret } from './secret';
import { type SecretRotations } from './secret-rotations';
import { type Secrets } from './secrets';

const LEAST_ID_LENGTH = 32;

const seconds = (date: Date | undefined): number | undefined => date && date.getTime() / 1000;
const text = (input: JsonInput, name: string): string | undefined => (typeof input[name] === 'string' ? input[name] : undefined);

/** The API of Secrets Manager, as far as functions that read and rotate secrets call it. */
export function secretsManagerService(secrets: Secrets, rotations: SecretRotations, iam: Iam): Service {
  const authorized = (input: JsonInput, caller: Caller | undefined, action: string): Secret => {
    const id = text(input, 'SecretId') ?? '';
    // a role that may not ask does not learn whether the secret exists
    iam.authorize(caller, `secretsmanager:${action}`, secrets.find(id)?.arn ?? id);
    return secrets.get(id);
  };
  return jsonService('secretsmanager', 'secretsmanager', {
    DescribeSecret: (input, caller) => described(authorized(input, caller, 'DescribeSecret')),
    GetSecretValue: (input, caller) => {
      const secret = authorized(input, caller, 'GetSecretValue');
      const { id, value, stages, createdAt } = secret.read({ versionId: text(input, 'VersionId'), stage: text(input, 'VersionStage') });
      return { ARN: secret.arn, Name: secret.name, VersionId: id, SecretString: value, VersionStages: [...stages], CreatedDate: seconds(createdAt) };
    },
    PutSecretValue: (input, caller) => {
      const secret = authorized(input, caller, 'PutSecretValue');
      const id = checkedVersionId(text(input, 'ClientRequestToken'));
      const stages = Array.isArray(input['VersionStages']) ? input['VersionStages'].map(String) : [CURRENT];
      secret.put(id, text(input, 'SecretString'), stages);
      return { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: stages };
    },
    UpdateSecretVersionStage: (input, caller) => {
      const secret = authorized(input, caller, 'UpdateSecretVersionStage');
      secret.moveStage(text(input, 'VersionStage') ?? '', text(input, 'MoveToVersionId'), text(input, 'RemoveFromVersionId'));
      return { ARN: secret.arn, Name: secret.name };
    },
    GetRandomPassword: (input, caller) => {
      iam.authorize(caller, 'secretsmanager:GetRandomPassword', '*');
      return { RandomPassword: randomPassword(input) };
    },
    RotateSecret: (input, caller) => {
      const secret = authorized(input, caller, 'RotateSecret');
      const { versionId, end } = rotations.start(secret, text(input, 'ClientRequestToken'));
      end.catch(() => undefined);
      return { ARN: secret.arn, Name: secret.name, VersionId: versionId };
    },
  });
}

function described(secret: Secret): object {
  const labelled = [...secret.versions.values()].filter(({ stages }) => stages.size > 0);
  return {
    ARN: secret.arn,
    Name: secret.name,
    RotationEnabled: secret.rotation !== undefined,
    RotationLambdaARN: secret.rotation?.functionArn,
    RotationRules: secret.rotation?.rules,
    LastRotatedDate: seconds(secret.lastRotatedAt),
    VersionIdsToStages: Object.fromEntries(labelled.map(({ id, stages }) => [id, [...stages]])),
  };
}

function checkedVersionId(id: string | undefined): string {
  if (id === undefined || id.length < LEAST_ID_LENGTH) {
    throw new ServiceError('InvalidParameterException', `ClientRequestToken must have at least ${LEAST_ID_LENGTH} characters`);
  }
  return id;
}
