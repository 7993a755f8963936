import { type GuardProperties } from './guard-properties';
import { type LiveCache } from './live-cache';
import { type ReplacingProperty } from './replacing-property';
import { REPLACING_PROPERTIES } from './replacing-properties';
import { REPLACING_SERVERLESS_PROPERTIES } from './replacing-serverless-properties';

/** One property whose change would replace the cache. */
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
  readonly live: LiveCache | undefined;
}

/**
 * Everything for which CloudFormation would replace the cache.
 *
 * CloudFormation compares a template with the one before, not with what lives: a property that is only written down now, with
 * the value that the cache has anyway, replaces too, and one that was changed behind its back does not. So where the values of
 * the last deployment are known they decide; where not, because the guard itself is new, the live cache does.
 */
export function findReplacements(wanted: GuardProperties, { before, live }: KnownBefore): readonly Replacement[] {
  const properties = wanted.isServerless ? REPLACING_SERVERLESS_PROPERTIES : REPLACING_PROPERTIES;
  return properties.filter(({ reshards }) => !(reshards && wanted.onlineResharding)).flatMap((property) => {
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

/** Whether `before` was made from the same list of properties of the same cache. */
export function isComparable(now: GuardProperties, before: GuardProperties | undefined): before is GuardProperties {
  return before?.wantedSet === now.wantedSet && before.isServerless === now.isServerless && before.groupLogicalId === now.groupLogicalId;
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
