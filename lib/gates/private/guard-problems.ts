import { Stack, Token } from 'aws-cdk-lib';
import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { type IConstruct } from 'constructs';
import { type Problem } from '../../private/validation-error';
import {
  ALLOW_REPLACEMENT_WITHOUT_GUARD,
  ALLOW_REPLACEMENT_WITHOUT_REASON,
  GROUP_ALREADY_GUARDED,
  GUARD_IN_OTHER_STACK,
  GUARD_NEEDS_DEFINED_GROUP,
} from './guard-errors';

/** Shorter texts hold no id and no reason. */
const SHORTEST_ALLOWANCE = 10;

/** What a group must be, so that a guard can stop its replacement. */
export function guardedGroupProblems(guard: IConstruct, group: CfnReplicationGroup | undefined): readonly Problem[] {
  if (group === undefined) {
    return [undefinedGroupProblem()];
  }
  if (Stack.of(group) === Stack.of(guard)) {
    return [];
  }
  const message =
    `the replication group must be in the stack of its guard, got ${JSON.stringify(group.node.path)}: a guard stops the update of ` +
    'its own stack, so make it there';
  return [{ code: GUARD_IN_OTHER_STACK.code, message }];
}

export function undefinedGroupProblem(): Problem {
  const message =
    'replicationGroup must be defined in this app, got an imported group: this app can not replace it, so leave the guard out, ' +
    'and put one where the group is defined';
  return { code: GUARD_NEEDS_DEFINED_GROUP.code, message };
}

export function alreadyGuardedProblem(group: CfnReplicationGroup): Problem {
  const message =
    `the replication group ${JSON.stringify(group.node.path)} has a replacement guard already: leave out the second, ` +
    'and give allowReplacement to the first';
  return { code: GROUP_ALREADY_GUARDED.code, message };
}

/** What `allowReplacement` must say. */
export function allowanceProblems(allowReplacement: string | undefined): readonly Problem[] {
  if (allowReplacement === undefined || Token.isUnresolved(allowReplacement) || allowReplacement.trim().length >= SHORTEST_ALLOWANCE) {
    return [];
  }
  const message =
    `allowReplacement must be at least ${SHORTEST_ALLOWANCE} characters, got ${JSON.stringify(allowReplacement)}: name the id of ` +
    'the group that may be replaced and say why its data may go; a refusal shows the id';
  return [{ code: ALLOW_REPLACEMENT_WITHOUT_REASON.code, message }];
}

/** What the author of such a group chooses. */
interface AutomaticGuardChoices {
  readonly replacementGuard?: boolean;
  readonly allowReplacement?: string;
}

/** What is wrong with the choices of a group that makes its own guard. */
export function automaticGuardProblems({ replacementGuard, allowReplacement }: AutomaticGuardChoices): readonly Problem[] {
  if (replacementGuard !== false || allowReplacement === undefined) {
    return allowanceProblems(allowReplacement);
  }
  const message =
    `allowReplacement must be left out with replacementGuard false, got ${shown(allowReplacement)}: without a guard every ` +
    'replacement passes; leave replacementGuard out, so that no other one does';
  return [{ code: ALLOW_REPLACEMENT_WITHOUT_GUARD.code, message }];
}

function shown(text: string): string {
  return Token.isUnresolved(text) ? 'a token' : JSON.stringify(text);
}
