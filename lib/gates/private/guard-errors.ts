import { type CatalogueEntry } from '../../private/error-catalogue';

export const GUARD_NEEDS_DEFINED_GROUP: CatalogueEntry = {
  code: 'GuardNeedsDefinedGroup',
  refuses: 'a replacement guard for an imported group or serverless cache, which this app can not replace',
};

export const GUARD_NEEDS_ONE_SUBJECT: CatalogueEntry = {
  code: 'GuardNeedsOneSubject',
  refuses: 'a replacement guard with both or none of `replicationGroup` and `serverlessCache`',
};

export const GUARD_IN_OTHER_STACK: CatalogueEntry = {
  code: 'GuardInOtherStack',
  refuses: 'a replacement guard in another stack than its group or serverless cache',
};

export const GROUP_ALREADY_GUARDED: CatalogueEntry = {
  code: 'GroupAlreadyGuarded',
  refuses: 'a second replacement guard for a group or serverless cache',
};

export const ALLOW_REPLACEMENT_WITHOUT_REASON: CatalogueEntry = {
  code: 'AllowReplacementWithoutReason',
  refuses: '`allowReplacement` that is too short to name the group and say why',
};

export const ALLOW_REPLACEMENT_WITHOUT_GUARD: CatalogueEntry = {
  code: 'AllowReplacementWithoutGuard',
  refuses: '`allowReplacement` on a group or serverless cache with `replacementGuard` false',
};

/** Every error that only `ReplacementGuard` has, for the README's error table. */
export const REPLACEMENT_GUARD_ERRORS: readonly CatalogueEntry[] = [
  GUARD_NEEDS_DEFINED_GROUP,
  GUARD_NEEDS_ONE_SUBJECT,
  GUARD_IN_OTHER_STACK,
  GROUP_ALREADY_GUARDED,
  ALLOW_REPLACEMENT_WITHOUT_REASON,
  ALLOW_REPLACEMENT_WITHOUT_GUARD,
];
