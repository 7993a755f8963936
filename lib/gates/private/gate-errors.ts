import { type CatalogueEntry } from '../../private/error-catalogue';
import { HANDLER_BUNDLE_MISSING } from '../../private/handler-bundle';
import { CONDITION_ATTRIBUTE_RESERVED, CONDITION_RULES } from './condition-rules';
import { CREDENTIALS_CONTRADICTORY } from './credential-errors';
import { EVIDENCE_RULES } from './evidence-rules';
import { GATED_GROUP_RULES, PROBE_SUBNETS_NOT_DUAL_STACK, SETTINGS_RULES } from './gate-rules';
import { GATE_PROTECTS_WHAT_IT_NEEDS } from './protect-errors';
import { REACHABILITY_GATE_IN_OTHER_STACK } from './reachability-errors';

/** Every error of the gates, for the README's error table. */
export const GATE_ERRORS: readonly CatalogueEntry[] = [
  ...[...SETTINGS_RULES, ...GATED_GROUP_RULES, ...EVIDENCE_RULES, ...CONDITION_RULES].map(({ code, refuses }) => ({ code, refuses })),
  PROBE_SUBNETS_NOT_DUAL_STACK,
  GATE_PROTECTS_WHAT_IT_NEEDS,
  CREDENTIALS_CONTRADICTORY,
  REACHABILITY_GATE_IN_OTHER_STACK,
  CONDITION_ATTRIBUTE_RESERVED,
  HANDLER_BUNDLE_MISSING,
];
