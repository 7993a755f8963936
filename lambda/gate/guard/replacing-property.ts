/** A property whose change makes CloudFormation replace a cache. */
export interface ReplacingProperty {
  readonly name: string;
  /** What ElastiCache makes if the template does not say; where that is not known, nothing is concluded from it. */
  readonly whenUnset?: string;
  /** Whether a live value is the wanted one; nothing if that can not be said. Without it: the same but for upper case. */
  readonly isLive?: (wanted: string, live: string) => boolean | undefined;
  /** Changes in place if the update policy says `UseOnlineResharding`. */
  readonly reshards?: true;
  /** What to know about such a change. */
  readonly hint?: (wanted: string | undefined, live: string | undefined) => string | undefined;
}

/** The API tells the ARN; a template may hold the id. Whose key an alias is, is not known. */
export function isSameKey(wanted: string, live: string): boolean | undefined {
  return wanted.includes('alias/') ? undefined : live === wanted || live.endsWith(`/${wanted}`);
}

/** Nothing if it is no list. */
export function sortedList(json: string): readonly string[] | undefined {
  if (!json.startsWith('[')) return undefined;
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.map(String).sort() : undefined;
}
