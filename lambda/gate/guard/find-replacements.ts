import { type GuardProperties } from './guard-properties';
import { type LiveGroup } from './live-group';
import { REPLACING_PROPERTIES, type ReplacingProperty } from './replacing-properties';

/** One property whose change would replace the group. */
export interface Replacement {
  readonly property: string;
  /** `undefined`: not set. */
  readonly from: string | undefined;
  /** `undefined`: not set. */
  readonly to: string | undefined;
  readonly hint: string | undefined;
}

/** What the guard knows to compare with. */
export interface KnownBefore {
  /** What the template said at the last deployment, if that can be compared. */
  readonly before: GuardProperties | undefined;
  readonly live: LiveGroup | undefined;
}

/**
 * Everything for which CloudFormation would replace the group.
 *
 * CloudFormation compares a template with the one before, not with what lives: a property that is only written down now, with
 * the value that the group has anyway, replaces too, and one that was changed behind its back does not. So where the values of
 * the last deployment are known they decide; where not, because the guard itself is new, the live group does.
 */
export function findReplacements(wanted: GuardProperties, { before, live }: KnownBefore): readonly Replacement[] {
  return REPLACING_PROPERTIES.filter(({ reshards }) => !(reshards && wanted.onlineResharding)).flatMap((property) => {
    const to = wanted.wanted[property.name];
    const was = live?.properties[property.name];
    if (before === undefined) return differsFromLive(property, to, was) ? [replacement(property, was, to)] : [];
    const old = before.wanted[property.name];
    if (old === to) return [];
    // where the live value explains nothing, the change of the template does
    const isExplained = was !== undefined && to !== undefined && differsFromLive(property, to, was);
    return [replacement(property, isExplained ? was : old, to)];
  });
}

/** Whether `before` was made from the same list of properties of the same group. */
export function isComparable(now: GuardProperties, before: GuardProperties | undefined): before is GuardProperties {
  return before?.wantedSet === now.wantedSet && before.groupLogicalId === now.groupLogicalId;
}

function differsFromLive({ whenUnset, isLive = isSameText }: ReplacingProperty, to: string | undefined, was: string | undefined): boolean {
  const wanted = to ?? whenUnset;
  return wanted !== undefined && was !== undefined && isLive(wanted, was) === false;
}

function replacement({ name, hint }: ReplacingProperty, from: string | undefined, to: string | undefined): Replacement {
  return { property: name, from, to, hint: hint?.(to, from) };
}

function isSameText(wanted: string, live: string): boolean {
  return wanted.toLowerCase() === live.toLowerCase();
}
