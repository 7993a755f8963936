import { Token } from 'aws-cdk-lib';
import { isOlderThan } from '../engine-version-number';
import { type GroupFacts } from '../group-facts';
import { type GroupRule, known } from './group-rule';

/** Names a value without being it: all that may stand in a template. */
const DYNAMIC_REFERENCE = /^\{\{resolve:(secretsmanager|ssm-secure):/;

export const AUTH_TOKEN_IN_CLEAR_TEXT: GroupRule = {
  code: 'AuthTokenInClearText',
  refuses: 'an AUTH token that would stand in the template in clear text',
  problem: ({ authToken }) => {
    const token = known(authToken);
    return token !== undefined && isClearText(token)
      ? 'the AUTH token (AuthToken) stands in the template in clear text: use Authentication.generatedAuthToken(), or keep it ' +
          'in Secrets Manager and use Authentication.authTokenFromSecret()'
      : undefined;
  },
};

/** Also a rule of serverless caches. */
export const USER_GROUP_ENGINE_MISMATCH: Omit<GroupRule, 'problem'> & {
  readonly problem: (facts: Pick<GroupFacts, 'userGroupEngine' | 'engine'>) => string | undefined;
} = {
  code: 'UserGroupEngineMismatch',
  refuses: 'a user group of engine Valkey on a cache of engine Redis OSS',
  problem: (facts) =>
    known(facts.userGroupEngine)?.toLowerCase() === 'valkey' && engineName(facts) === 'redis'
      ? 'engine is "redis" but the engine of the user group is "valkey", which fits caches of engine Valkey only: use a user ' +
        'group of engine "redis", which fits both'
      : undefined,
};

/** What authentication demands of encryption, of the engine and of itself. */
export const AUTHENTICATION_RULES: readonly GroupRule[] = [
  {
    code: 'AuthTokenNeedsTls',
    refuses: 'an AUTH token without in-transit encryption',
    problem: (facts) =>
      facts.authToken !== undefined && isWithoutTls(facts)
        ? 'authentication is an AUTH token but transitEncryption is "disabled", where there is no authentication: use ' +
          'TransitEncryption.REQUIRED or PREFERRED, or Authentication.none()'
        : undefined,
  },
  {
    code: 'UserGroupNeedsTls',
    refuses: 'IAM or a user group without in-transit encryption',
    problem: (facts) =>
      hasUserGroup(facts) && isWithoutTls(facts)
        ? `authentication is ${wayOf(facts)} but transitEncryption is "disabled", where there is no authentication: use ` +
          'TransitEncryption.REQUIRED, or Authentication.none()'
        : undefined,
  },
  {
    code: 'UserGroupNeedsRequiredTls',
    refuses: 'IAM or a user group with `TransitEncryption.PREFERRED`',
    problem: (facts) =>
      hasUserGroup(facts) && facts.transitEncryptionEnabled === true && facts.transitEncryptionMode === 'preferred'
        ? `authentication is ${wayOf(facts)} but transitEncryption is "preferred", and ElastiCache takes a user group only ` +
          'when every connection is encrypted: use TransitEncryption.REQUIRED, or Authentication.none() for this step'
        : undefined,
  },
  {
    code: 'AuthTokenWithUserGroup',
    refuses: 'an AUTH token together with a user group',
    problem: (facts) =>
      facts.authToken !== undefined && hasUserGroup(facts)
        ? 'there is an AUTH token (AuthToken) and a user group (UserGroupIds), but a group has one or the other: leave one out ' +
          '(a change from token to user group replaces the group)'
        : undefined,
  },
  AUTH_TOKEN_IN_CLEAR_TEXT,
  {
    code: 'EngineVersionTooOldForUserGroup',
    refuses: 'a user group with Valkey before 7.2 or Redis OSS before 6.0',
    problem: (facts) =>
      hasUserGroup(facts) && !facts.usersHaveIam && isBefore(facts, [7, 2], [6, 0])
        ? `engine is ${engineOf(facts)} but authentication is a user group, which needs Valkey 7.2 or Redis OSS 6.0 or newer: ` +
          'use a newer engine, or Authentication.generatedAuthToken()'
        : undefined,
  },
  {
    code: 'EngineVersionTooOldForIam',
    refuses: '`Authentication.iam()` with Valkey before 7.2 or Redis OSS before 7.0',
    problem: (facts) =>
      facts.usersHaveIam && isBefore(facts, [7, 2], [7, 0])
        ? `engine is ${engineOf(facts)} but authentication is IAM, which needs Valkey 7.2 or Redis OSS 7.0 or newer: use a ` +
          'newer engine, or Authentication.generatedAuthToken()'
        : undefined,
  },
  USER_GROUP_ENGINE_MISMATCH,
];

/** Whether anybody who reads the template reads the token. */
export function isClearText(token: string): boolean {
  return !Token.isUnresolved(token) && !DYNAMIC_REFERENCE.test(token);
}

function hasUserGroup({ userGroupCount }: GroupFacts): boolean {
  const count = known(userGroupCount);
  return count !== undefined && count > 0;
}

function isWithoutTls({ transitEncryptionEnabled }: GroupFacts): boolean {
  return transitEncryptionEnabled === false || transitEncryptionEnabled === undefined;
}

function wayOf({ usersHaveIam }: GroupFacts): string {
  return usersHaveIam ? 'IAM' : 'a user group';
}

/** ElastiCache takes a group without an engine for Redis OSS; what is only known during deployment is not judged. */
function engineName({ engine }: Pick<GroupFacts, 'engine'>): string | undefined {
  return engine === undefined ? 'redis' : known(engine);
}

function engineOf(facts: GroupFacts): string {
  return `${engineName(facts) ?? 'a token'} ${known(facts.engineVersion) ?? ''}`;
}

function isBefore(facts: GroupFacts, valkey: [number, number], redis: [number, number]): boolean {
  const name = engineName(facts);
  const version = known(facts.engineVersion);
  const [major, minor] = name === 'valkey' ? valkey : redis;
  return name !== undefined && version !== undefined && isOlderThan(version, major, minor);
}
