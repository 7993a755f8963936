import { type AuthTokenRotationEnvironment } from '../../lib/gates/contract';
import { RotationError } from './rotation-error';

/** What the function was told about its work. */
export interface RotationSettings {
  readonly replicationGroupId: string;
  /** The field of the secret that holds the token, if the secret is a JSON object. */
  readonly tokenField: string | undefined;
  readonly tokenLength: number;
  /** How long the token before is good after a rotation. */
  readonly previousTokenMillis: number;
}

type Written = Readonly<Partial<Record<keyof AuthTokenRotationEnvironment, string>>>;

/** Reads the environment of the function. */
export function readSettings(environment: Written): RotationSettings {
  const { REPLICATION_GROUP_ID: replicationGroupId, TOKEN_FIELD: tokenField } = environment;
  const tokenLength = Number(environment.TOKEN_LENGTH);
  const previousTokenMillis = Number(environment.PREVIOUS_TOKEN_SECONDS) * 1000;
  if (!replicationGroupId || !(tokenLength > 0) || !(previousTokenMillis >= 0)) {
    throw new RotationError('the environment of the rotation function is not complete: deploy the stack again');
  }
  return { replicationGroupId, tokenField, tokenLength, previousTokenMillis };
}
