import { type AddressFamily } from './address-family';
import { fitLines } from './fit-lines';
import { wordRungs } from './rungs';
import { type MemberStanding, type Verdict } from './verdict';
import { countMembers, countNodes, countShare } from './wording';

/** What the text says beside the verdict. */
export interface DescribeOptions {
  readonly targetFamily: AddressFamily;
  /** How long the gate has waited; without it the text does not say. */
  readonly waitedMillis?: number;
  /** Bytes that the text may take as JSON; a whole answer to CloudFormation has 4096. */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 3500;
/** What to check is the same for most nodes; more than this nobody reads. */
const MOST_CHECKS = 3;

/** A verdict in words, for the failure reason that CloudFormation shows and for the terminal: what holds, who lags and why, what to check. */
export function describeVerdict(verdict: Verdict, options: DescribeOptions): string {
  const lagging = verdict.members.filter(({ onTarget }) => !onTarget);
  return fitLines(
    {
      head: headline(verdict, lagging, options),
      body: [...culpritsOf(verdict), ...lagging.filter(({ explained }) => !explained).map(lineOf)],
      // the message of a refusal says what to check
      tail: verdict.kind === 'refused' ? [] : checksOf(lagging),
      more: (missing) => `... and ${missing} more ${missing === 1 ? 'node' : 'nodes'}`,
    },
    options.maxBytes ?? DEFAULT_MAX_BYTES,
  );
}

function headline(verdict: Verdict, lagging: readonly MemberStanding[], { targetFamily, waitedMillis }: DescribeOptions): string {
  const after = waitedMillis === undefined ? '' : ` after ${duration(waitedMillis)}`;
  switch (verdict.kind) {
    case 'open':
      return `every node is proven to be on ${targetFamily}${verdict.evidence ? ` (${verdict.evidence})` : ''}${after}: ${countMembers(verdict.members)}`;
    case 'refused':
      return `${verdict.cannotTell ? 'can not tell' : 'refused'} (${verdict.code})${after}: ${verdict.message}`;
    case 'waiting':
      if (verdict.members.length === 0) return `no node to ask${after}: the replication group lists no member`;
      return `${countShare(lagging, verdict.members)} ${lagging.length === 1 ? 'is' : 'are'} not proven to be on ${targetFamily}${after}`;
  }
}

/** `my-group-0003-002 is still at 127.0.0.1 in 6 of 6 views`: one line in place of one for each view. */
function culpritsOf(verdict: Verdict): readonly string[] {
  if (verdict.kind !== 'waiting' || !verdict.culprits) return [];
  const { culprits, moreCulprits } = verdict;
  const lines = culprits.map(({ name, says, views, of }) => `${name} ${says} in ${views} of ${of} views`);
  return moreCulprits ? [...lines, `the same or the like of ${countNodes(moreCulprits)} more`] : lines;
}

/** `my-group-0001-002 (RESOLVED, not CONNECTED): nothing listens there ...`. */
function lineOf({ memberId, reason, rungs }: MemberStanding): string {
  return `${memberId}${rungs ? ` (${wordRungs(rungs)})` : ''}: ${reason}`;
}

function checksOf(lagging: readonly MemberStanding[]): readonly string[] {
  const checks = new Set(lagging.flatMap(({ check }) => (check === undefined ? [] : [`check ${check}`])));
  return [...checks].slice(0, MOST_CHECKS);
}

/** `45 s`, `12 min 5 s`, `1 h 0 min`. */
function duration(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}
