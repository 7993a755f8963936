import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type Construct } from 'constructs';
import { AuthTokenRotation, type AuthTokenRotationProps } from '../../replication-group/authentication/auth-token-rotation';
import { type CacheEngine } from '../../replication-group/cache-engine';
import { isOlderThan } from '../engine-version-number';
import { type Problem, ReplicationGroupValidationError } from '../validation-error';
import {
  AUTH_TOKEN_ROTATION_EXISTS,
  AUTH_TOKEN_ROTATION_NEEDS_SECRET,
  ENGINE_VERSION_TOO_OLD_FOR_TOKEN_ROTATION,
} from './authentication-errors';
import { type AuthenticationMethod } from './authentication-method';

/** The id of the rotation in the tree of its replication group. */
const CONSTRUCT_ID = 'AuthTokenRotation';

/** A group that may have a token of which we know the secret. */
export interface RotatableGroup {
  readonly group: Construct & AuthTokenRotationProps['replicationGroup'];
  readonly authentication: AuthenticationMethod;
  readonly engine: CacheEngine;
  readonly secret: ISecret | undefined;
}

/** @throws ReplicationGroupValidationError with everything that is wrong */
export function newAuthTokenRotation(
  { group, authentication, engine, secret }: RotatableGroup,
  options: Omit<AuthTokenRotationProps, 'replicationGroup' | 'secret' | 'jsonField'>,
): AuthTokenRotation {
  const problems = [...methodProblems(authentication, secret), ...repetitionProblems(group), ...engineProblems(engine)];
  if (secret === undefined || problems.length > 0) {
    throw new ReplicationGroupValidationError(group, problems);
  }
  return new AuthTokenRotation(group, CONSTRUCT_ID, {
    length: authentication.kind === 'generatedAuthToken' ? authentication.options.length : undefined,
    ...options,
    replicationGroup: group,
    secret,
    jsonField: authentication.kind === 'authToken' ? authentication.jsonField : undefined,
  });
}

function methodProblems({ kind }: AuthenticationMethod, secret: ISecret | undefined): readonly Problem[] {
  if (secret !== undefined) {
    return [];
  }
  const message =
    `authentication is ${JSON.stringify(kind)} but only an AUTH token whose secret is known can be rotated: use ` +
    'Authentication.generatedAuthToken() or Authentication.authTokenFromSecret()';
  return [{ code: AUTH_TOKEN_ROTATION_NEEDS_SECRET.code, message }];
}

function repetitionProblems(group: Construct): readonly Problem[] {
  if (group.node.tryFindChild(CONSTRUCT_ID) === undefined) {
    return [];
  }
  const message = 'addAuthTokenRotation() was called before, got a second call: call it once';
  return [{ code: AUTH_TOKEN_ROTATION_EXISTS.code, message }];
}

function engineProblems({ name, version }: CacheEngine): readonly Problem[] {
  if (name === 'valkey' || !isOlderThan(version, 5, 0)) {
    return [];
  }
  const message = `engine is ${name} ${version} but to change an AUTH token needs Redis OSS 5.0.5 or newer, or Valkey: use a newer engine`;
  return [{ code: ENGINE_VERSION_TOO_OLD_FOR_TOKEN_ROTATION.code, message }];
}
