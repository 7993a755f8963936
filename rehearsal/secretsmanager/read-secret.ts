import { type SecretReference } from '../cloudformation/dynamic-references';
import { isRecord } from '../cloudformation/values';
import { ServiceError } from '../http/service';
import { type Secrets } from './secrets';

/** What is behind a dynamic reference of a template; throws what CloudFormation shows if there is nothing. */
export function readSecret(secrets: Secrets, { secretId, jsonKey, versionStage, versionId }: SecretReference): string {
  const { value } = secrets.get(secretId).read({ versionId, stage: versionStage });
  if (jsonKey === undefined) return value;
  const fields = parsed(value);
  const field = isRecord(fields) ? fields[jsonKey] : undefined;
  if (typeof field !== 'string') throw new ServiceError('ValidationError', `Could not find a value associated with JSONKey in SecretString: ${jsonKey}`);
  return field;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
