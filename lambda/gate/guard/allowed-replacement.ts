/** What `allowReplacement` says about one live group. */
export type Allowance =
  /** Names the group and says why. */
  | 'allowed'
  /** Nothing is allowed. */
  | 'absent'
  /** Names another group: after a replacement, the one that is gone. */
  | 'other-group'
  /** Names the group and nothing else. */
  | 'no-reason';

/** Letters and digits, of any language; less explains nothing. */
const SHORTEST_REASON = 5;

/**
 * A permission names the live group by its id. The group that takes its place has another id, so the permission is used up by
 * the replacement that it allowed, however long it stays in the app.
 */
export function allowanceFor(replicationGroupId: string, allowReplacement: string): Allowance {
  if (allowReplacement === '') return 'absent';
  const words = allowReplacement.toLowerCase().split(/[^\p{L}\p{N}-]+/u);
  if (!words.includes(replicationGroupId.toLowerCase())) return 'other-group';
  const reason = words.filter((word) => word !== replicationGroupId.toLowerCase()).join('').replaceAll('-', '');
  return Array.from(reason).length < SHORTEST_REASON ? 'no-reason' : 'allowed';
}
