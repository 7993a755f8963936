import { type CatalogueEntry } from '../error-catalogue';
import { ACCESS_STRING_MALFORMED, ACCESS_STRING_WITH_FORBIDDEN_COMMAND, ACCESS_STRING_WITH_PASSWORD } from './access-string-grammar';

export const AUTH_TOKEN_LENGTH_OUT_OF_RANGE: CatalogueEntry = {
  code: 'AuthTokenLengthOutOfRange',
  refuses: 'a generated AUTH token shorter than 16 or longer than 128 characters',
};

export const AUTH_TOKEN_ROTATION_NEEDS_SECRET: CatalogueEntry = {
  code: 'AuthTokenRotationNeedsSecret',
  refuses: '`addAuthTokenRotation()` on a group without an AUTH token, or with one whose secret is not known',
};

export const AUTH_TOKEN_ROTATION_EXISTS: CatalogueEntry = {
  code: 'AuthTokenRotationExists',
  refuses: 'a second `addAuthTokenRotation()`',
};

export const ENGINE_VERSION_TOO_OLD_FOR_TOKEN_ROTATION: CatalogueEntry = {
  code: 'EngineVersionTooOldForTokenRotation',
  refuses: '`addAuthTokenRotation()` with Redis OSS before 5.0',
};

export const ROTATION_INTERVAL_OUT_OF_RANGE: CatalogueEntry = {
  code: 'RotationIntervalOutOfRange',
  refuses: 'rotations of an AUTH token that are less than 4 hours or more than 1000 days apart, or no whole hours',
};

export const PREVIOUS_TOKEN_TIME_OUT_OF_RANGE: CatalogueEntry = {
  code: 'PreviousTokenTimeOutOfRange',
  refuses: 'a time for the AUTH token before that is no whole seconds',
};

export const CONNECT_NEEDS_IAM: CatalogueEntry = {
  code: 'ConnectNeedsIam',
  refuses: '`grants.connect()` on a group without `Authentication.iam()`, unless `existingUserId` names a user of its user group',
};

export const CONNECT_OPTIONS_CONTRADICTORY: CatalogueEntry = {
  code: 'ConnectOptionsContradictory',
  refuses: '`existingUserId` together with what only a new user can be given',
};

export const CONNECT_USER_EXISTS: CatalogueEntry = {
  code: 'ConnectUserExists',
  refuses: '`grants.connect()` for the same user twice, with different rights',
};

export const CONNECT_GRANTEE_UNNAMED: CatalogueEntry = {
  code: 'ConnectGranteeUnnamed',
  refuses: '`grants.connect()` for a grantee that is no construct, without `userId`',
};

export const USER_ID_MALFORMED: CatalogueEntry = {
  code: 'UserIdMalformed',
  refuses: 'a `userId` that ElastiCache does not accept',
};

/** Every error of authentication that is not in the rule table. */
export const AUTHENTICATION_ERRORS: readonly CatalogueEntry[] = [
  ACCESS_STRING_MALFORMED,
  ACCESS_STRING_WITH_PASSWORD,
  ACCESS_STRING_WITH_FORBIDDEN_COMMAND,
  AUTH_TOKEN_LENGTH_OUT_OF_RANGE,
  AUTH_TOKEN_ROTATION_NEEDS_SECRET,
  AUTH_TOKEN_ROTATION_EXISTS,
  ENGINE_VERSION_TOO_OLD_FOR_TOKEN_ROTATION,
  ROTATION_INTERVAL_OUT_OF_RANGE,
  PREVIOUS_TOKEN_TIME_OUT_OF_RANGE,
  CONNECT_NEEDS_IAM,
  CONNECT_OPTIONS_CONTRADICTORY,
  CONNECT_USER_EXISTS,
  CONNECT_GRANTEE_UNNAMED,
  USER_ID_MALFORMED,
];
