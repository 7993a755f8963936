import { type CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { type IConstruct } from 'constructs';
import { type AuthenticationMethod } from '../authentication/authentication-method';
import { type Problem, ReplicationGroupValidationError } from '../validation-error';
import { SERVERLESS_CACHE_NEEDS_USERS } from './serverless-errors';
import { factsOfCfnServerlessCache, type ServerlessFacts } from './serverless-facts';
import { SERVERLESS_RULES, type ServerlessRule } from './serverless-rules';

/**
 * Fails at the user's line with all problems at once; those that may still go away until synthesis are reported with others, but
 * alone they wait.
 *
 * @throws ReplicationGroupValidationError
 */
export function validateNewServerlessCache(scope: IConstruct, facts: ServerlessFacts, others: readonly Problem[]): void {
  const certain = SERVERLESS_RULES.filter(({ settledAtSynthesis }) => settledAtSynthesis !== true);
  if (others.length > 0 || problemsOf(facts, certain).length > 0) {
    throw new ReplicationGroupValidationError(scope, [...others, ...problemsOf(facts, SERVERLESS_RULES)]);
  }
}

/** Judges what is really going into the template. */
export function validateServerlessCacheAtSynthesis(scope: IConstruct, resource: CfnServerlessCache): void {
  scope.node.addValidation({
    validate: () => problemsOf(factsOfCfnServerlessCache(resource), SERVERLESS_RULES).map(({ code, message }) => `[${code}] ${message}`),
  });
}

/** Serverless caches know users, and no tokens. */
export function authenticationProblems({ kind }: AuthenticationMethod): readonly Problem[] {
  if (kind !== 'authToken' && kind !== 'generatedAuthToken') {
    return [];
  }
  const message =
    'authentication is an AUTH token, which serverless caches do not have: use Authentication.iam(), or Authentication.userGroup() with ' +
    'users that have passwords';
  return [{ code: SERVERLESS_CACHE_NEEDS_USERS.code, message }];
}

function problemsOf(facts: ServerlessFacts, rules: readonly ServerlessRule[]): readonly Problem[] {
  return rules.flatMap(({ code, problem }) => {
    const message = problem(facts);
    return message === undefined ? [] : [{ code, message }];
  });
}
