import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { type IConstruct } from 'constructs';
import { factsOfCfnReplicationGroup, type FactsOptions } from './facts-of-cfn-replication-group';
import { type GroupFacts } from './group-facts';
import { GROUP_RULES, problemsOf } from './group-rules';
import { type Problem, ReplicationGroupValidationError } from './validation-error';

/** About what nobody changes any more. */
const CERTAIN_RULES = GROUP_RULES.filter(({ settledAtSynthesis }) => settledAtSynthesis !== true);

/**
 * Fails at the user's line with all problems at once. Problems that may still go away until synthesis are reported together
 * with others, but alone they wait for `validateAtSynthesis`.
 *
 * @param others problems that are no business of the rule table
 * @throws ReplicationGroupValidationError
 */
export function validateDuringConstruction(scope: IConstruct, facts: GroupFacts, others: readonly Problem[]): void {
  if (others.length > 0 || problemsOf(facts, CERTAIN_RULES).length > 0) {
    throw new ReplicationGroupValidationError(scope, [...others, ...problemsOf(facts)]);
  }
}

/** Judges what is really going into the template: after aspects, escape hatches and the values of `Lazy`s. */
export function validateAtSynthesis(scope: IConstruct, group: CfnReplicationGroup, options: FactsOptions): void {
  scope.node.addValidation({
    validate: () => problemsOf(factsOfCfnReplicationGroup(group, options)).map(renderProblem),
  });
}

function renderProblem({ code, message }: Problem): string {
  return `[${code}] ${message}`;
}
