import { type CatalogueEntry } from '../../private/error-catalogue';

export const ALARM_NEEDS_MEMBERS: CatalogueEntry = {
  code: 'AlarmNeedsMembers',
  refuses: 'an alarm on a group whose cluster mode, shards or replicas are not known',
};

export const TOO_MANY_ALARMS: CatalogueEntry = {
  code: 'TooManyAlarms',
  refuses: '`alarms.recommended()` that needs more alarms than a stack has room for',
};

/** Every error of alarms and dashboards, for the README's error table. */
export const MONITORING_ERRORS: readonly CatalogueEntry[] = [ALARM_NEEDS_MEMBERS, TOO_MANY_ALARMS];
