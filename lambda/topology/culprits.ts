import { type Census } from './census';
import { type Finding } from './judge-member';
import { type Culprit, type MemberStanding } from './verdict';
import { type Complaint } from './view-problem';

/** More than this nobody reads, and each view may have something against each node. */
const MOST_CULPRITS = 20;

export interface Grouped {
  readonly members: readonly MemberStanding[];
  /** The nodes that several views have the same against; those that most views complain of first, and no more than a person reads. */
  readonly culprits: readonly Culprit[];
  /** How many there are beside these. */
  readonly moreCulprits: number;
}

/**
 * Finds the nodes that are behind the complaints of many: when one node stays at its old address every view is wrong, and
 * what a person wants to know is which node it is. A member whose view is wrong about such nodes and nothing else is
 * `explained` by them. Where that would not be shorter, nothing is grouped.
 */
export function groupByCulprit(findings: readonly Finding[], census: Census): Grouped {
  const standings = findings.map(({ standing }) => standing);
  const byKey = countComplaints(findings);
  const culprits = [...byKey.values()].filter(({ views }) => views > 1).sort((one, other) => other.views - one.views);
  const named = new Set(culprits.map(keyOf));
  const explained = new Set(findings.filter((finding) => isExplained(finding, named)).map(({ standing }) => standing));
  if (culprits.length >= explained.size) return { members: standings, culprits: [], moreCulprits: 0 };
  const of = findings.filter(({ hasView }) => hasView).length;
  return {
    members: standings.map((standing) => (explained.has(standing) ? { ...standing, explained: true } : standing)),
    culprits: culprits.slice(0, MOST_CULPRITS).map(({ id, says, views }) => ({ name: census.nameOf(id), says, views, of })),
    moreCulprits: Math.max(0, culprits.length - MOST_CULPRITS),
  };
}

interface Counted extends Complaint {
  readonly views: number;
}

function countComplaints(findings: readonly Finding[]): ReadonlyMap<string, Counted> {
  const byKey = new Map<string, Counted>();
  for (const complaint of findings.flatMap(complaintsOf)) {
    const key = keyOf(complaint);
    byKey.set(key, { ...complaint, views: (byKey.get(key)?.views ?? 0) + 1 });
  }
  return byKey;
}

function isExplained(finding: Finding, named: ReadonlySet<string>): boolean {
  const { shortfalls } = finding;
  if (finding.standing.onTarget || shortfalls.length === 0) return false;
  // what is wrong with a view as a whole, or with the member itself, is explained by nobody else
  if (shortfalls.some(({ problem }) => problem === undefined || problem.count === 0)) return false;
  return complaintsOf(finding).every((complaint) => named.has(keyOf(complaint)));
}

function complaintsOf({ shortfalls }: Finding): readonly Complaint[] {
  return shortfalls.flatMap(({ problem }) => problem?.complaints() ?? []);
}

function keyOf({ id, says }: Complaint): string {
  return `${id} ${says}`;
}
