import { MONITORING_ERRORS } from '../monitoring/private/monitoring-errors';
import { SCALING_ERRORS } from '../replication-group/scaling/private/scaling-rules';
import { AUTHENTICATION_ERRORS } from './authentication/authentication-errors';
import { COMPANION_ERRORS } from './companion-problems';
import { GROUP_RULES } from './group-rules';
import { LOG_GROUP_OPTIONS_CONTRADICTORY } from './logs/log-errors';
import { PARAMETER_CLUSTER_ENABLED } from './parameter-problems';
import { RESTORE_SOURCE_EMPTY } from './restore-errors';
import { NETWORK_ERRORS } from './network/network-errors';
import { SERVERLESS_ERRORS } from './serverless/serverless-errors';

/** One row of the README's error table. */
export interface CatalogueEntry {
  /** Stable, PascalCase. */
  readonly code: string;
  /** What is refused, in Markdown. */
  readonly refuses: string;
}

export const NO_PROPAGATION_GATE: CatalogueEntry = {
  code: 'NoPropagationGate',
  refuses: '`propagation` of a group that has no propagation gate',
};

export const PARAMETER_GROUP_FAMILY_UNKNOWN: CatalogueEntry = {
  code: 'ParameterGroupFamilyUnknown',
  refuses: 'an engine version from which the parameter group family does not follow, and no family',
};

export const LOOKUP_NEEDS_LITERAL: CatalogueEntry = {
  code: 'LookupNeedsLiteral',
  refuses: '`fromLookup()` by an id that is a token',
};

/** Every error of `ReplicationGroup` and its values. */
export const REPLICATION_GROUP_ERRORS: readonly CatalogueEntry[] = [
  ...GROUP_RULES.map(({ code, refuses }) => ({ code, refuses })),
  ...COMPANION_ERRORS,
  PARAMETER_CLUSTER_ENABLED,
  RESTORE_SOURCE_EMPTY,
  LOG_GROUP_OPTIONS_CONTRADICTORY,
  NO_PROPAGATION_GATE,
  PARAMETER_GROUP_FAMILY_UNKNOWN,
  LOOKUP_NEEDS_LITERAL,
  ...AUTHENTICATION_ERRORS,
  ...NETWORK_ERRORS,
  ...SERVERLESS_ERRORS,
  ...SCALING_ERRORS,
  ...MONITORING_ERRORS,
];
