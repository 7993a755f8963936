import { Stack, Token } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { type Problem } from '../../private/validation-error';
import {
  ALLOW_REPLACEMENT_WITHOUT_GUARD,
  ALLOW_REPLACEMENT_WITHOUT_REASON,
  GROUP_ALREADY_GUARDED,
  GUARD_IN_OTHER_STACK,
  GUARD_NEEDS_DEFINED_GROUP,
  GUARD_NEEDS_ONE_SUBJECT,
} from './guard-errors';
import { type GuardedNoun, type GuardedResource, guardedResourceOf, type GuardSubject, nounOf } from './guarded-cache';

/** Shorter texts hold no id and no reason. */
const SHORTEST_ALLOWANCE = 10;

/** What a cache must be, so that a guard can stop its replacement. */
export function guardSubjectProblems(guard: IConstruct, subject: GuardSubject): readonly Problem[] {
  const { replicationGroup, serverlessCache } = subject;
  if ((replicationGroup === undefined) === (serverlessCache === undefined)) {
    return [manySubjectsProblem(replicationGroup === undefined ? 'none' : 'both')];
  }
  const resource = guardedResourceOf(subject);
  if (resource === undefined) {
    return [undefinedSubjectProblem(serverlessCache === undefined ? 'replication group' : 'serverless cache')];
  }
  if (Stack.of(resource) === Stack.of(guard)) {
    return [];
  }
  const message =
    `the ${nounOf(resource)} must be in the stack of its guard, got ${JSON.stringify(resource.node.path)}: a guard stops the update of ` +
    'its own stack, so make it there';
  return [{ code: GUARD_IN_OTHER_STACK.code, message }];
}

export function undefinedSubjectProblem(noun: GuardedNoun): Problem {
  const property = noun === 'replication group' ? 'replicationGroup' : 'serverlessCache';
  const message =
    `${property} must be defined in this app, got an imported ${noun === 'replication group' ? 'group' : 'cache'}: this app can not replace it, ` +
    'so leave the guard out, and put one where it is defined';
  return { code: GUARD_NEEDS_DEFINED_GROUP.code, message };
}

export function alreadyGuardedProblem(resource: GuardedResource): Problem {
  const message =
    `the ${nounOf(resource)} ${JSON.stringify(resource.node.path)} has a replacement guard already: leave out the second, ` +
    'and give allowReplacement to the first';
  return { code: GROUP_ALREADY_GUARDED.code, message };
}

function manySubjectsProblem(got: 'none' | 'both'): Problem {
  const message =
    `replicationGroup or serverlessCache must be given, one of them, got ${got}: a guard protects one cache, ` +
    (got === 'none' ? 'say which' : 'make a second guard for the other');
  return { code: GUARD_NEEDS_ONE_SUBJECT.code, message };
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
