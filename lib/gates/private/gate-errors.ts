import { type CatalogueEntry } from '../../private/error-catalogue';
import { HANDLER_BUNDLE_MISSING } from '../../private/handler-bundle';
import { GATED_GROUP_RULES, PROBE_SUBNETS_NOT_DUAL_STACK, SETTINGS_RULES } from './gate-rules';

export const GATE_PROTECTS_ITS_OWN_GROUP: CatalogueEntry = {
  code: 'GateProtectsItsOwnGroup',
  refuses: '`protect()` of the group of the gate, or of anything that contains the group or the gate',
};

/** Every error of `PropagationGate`, for the README's error table. */
export const PROPAGATION_GATE_ERRORS: readonly CatalogueEntry[] = [
  ...[...SETTINGS_RULES, ...GATED_GROUP_RULES].map(({ code, refuses }) => ({ code, refuses })),
  PROBE_SUBNETS_NOT_DUAL_STACK,
  GATE_PROTECTS_ITS_OWN_GROUP,
  HANDLER_BUNDLE_MISSING,
];
