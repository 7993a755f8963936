import { highestDemanded } from '../../lambda/topology/demand';
import { type MemberStanding } from '../../lambda/topology/verdict';
import { type Colors } from '../output/colors';
import { formatDuration } from '../values/duration';
import { type CheckArguments } from './check-arguments';
import { demandOf } from './check-demand';
import { type CheckOutcome, countOnTarget, EXIT_CODE_MEANINGS, EXIT_CODES, laggingOf } from './check-outcome';
import { goalOf, nounOf } from './goal';
import { ladderLine, reasonOf } from './ladder-line';

/** A longer list of names goes above its reason instead of beside it. */
const LONGEST_NAME_COLUMN = 48;

/** The outcome in words, for a person. */
export function outcomeAsText(outcome: CheckOutcome, given: CheckArguments, colors: Colors): string {
  const lines = [headline(outcome, given, colors), ...body(outcome, given, colors)];
  return lines.map((line) => `${line}\n`).join('');
}

/** The outcome for a machine. Every name in it is stable. */
export function outcomeAsJson(outcome: CheckOutcome, given: CheckArguments): string {
  const { verdict, problem, members, kind, evidence, sweeps, startedAt, elapsedMillis } = outcome;
  const demand = demandOf({ kind }, given);
  const result = {
    command: 'check',
    verdict,
    exitCode: EXIT_CODES[verdict],
    exitCodeMeaning: EXIT_CODE_MEANINGS[verdict],
    problem: problem ?? null,
    target: { host: given.hosts[0], hosts: given.hosts, port: given.port, family: given.family, tls: demand.tls, clusterMode: demand.clusterMode },
    demandedEvidence: highestDemanded(demand),
    evidence: evidence ?? null,
    membersTotal: members.length,
    membersOnTarget: countOnTarget(members),
    members: members.map(memberAsJson),
    sweeps,
    startedAt: startedAt.toISOString(),
    endedAt: new Date(startedAt.getTime() + elapsedMillis).toISOString(),
    elapsedMillis,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function memberAsJson({ memberId, onTarget, reason, check, evidence, rungs, address, announced }: MemberStanding) {
  return {
    ...{ id: memberId, onTarget, reason, check: check ?? null },
    ...{ evidence: evidence ?? null, rungs: rungs ?? null, address: address ?? null, announced: announced ?? null },
  };
}

function headline({ verdict, problem, members, kind, elapsedMillis }: CheckOutcome, given: CheckArguments, colors: Colors): string {
  const count = `${countOnTarget(members)} of ${members.length} ${nounOf(kind)} ${goalOf(kind, given)}`;
  const after = colors.dim(`(${formatDuration(elapsedMillis)})`);
  switch (verdict) {
    case 'open':
      return `${colors.green('open')}: ${count} ${after}`;
    case 'not-open':
      return `${colors.yellow('not open')}: ${count} ${after}`;
    case 'cannot-tell':
      return `${colors.red('cannot tell')}: ${problem?.message ?? 'nothing is proven either way'} (${problem?.code ?? 'Unknown'})`;
    case 'interrupted':
      return `interrupted: ${members.length === 0 ? 'no node was asked yet' : `${count} so far`} ${after}`;
  }
}

function body(outcome: CheckOutcome, given: CheckArguments, colors: Colors): readonly string[] {
  const { members, problem } = outcome;
  const ladder = ladderLine(members);
  const rungs = ladder === '' ? [] : [colors.dim(`  ${ladder}`)];
  if (outcome.verdict === 'open') {
    return rungs;
  }
  if (outcome.verdict !== 'not-open') {
    return [];
  }
  const lagging = laggingOf(members);
  const checks = new Set(lagging.flatMap(({ check }) => (check === undefined ? [] : [check])));
  return [
    ...(problem === undefined ? [] : [`  ${problem.message} (${problem.code})`]),
    ...rungs,
    ...laggingLines(lagging, colors),
    ...[...checks].map((check) => colors.dim(`  check ${check}`)),
    ...(given.waitMillis === undefined ? [colors.dim('  to wait until it opens, add --wait 30m')] : []),
  ];
}

/** A line for each reason: before a flip all nodes say the same. */
function laggingLines(lagging: readonly MemberStanding[], colors: Colors): readonly string[] {
  const byReason = new Map<string, readonly string[]>();
  for (const standing of lagging) {
    const [memberId, reason] = [standing.memberId, reasonOf(standing)];
    byReason.set(reason, [...(byReason.get(reason) ?? []), memberId]);
  }
  const lines = [...byReason].map(([reason, memberIds]) => ({ who: memberIds.join(', '), reason }));
  const width = Math.min(LONGEST_NAME_COLUMN, Math.max(0, ...lines.map(({ who }) => who.length)));
  return lines.flatMap(({ who, reason }) =>
    who.length <= width ? [`  ${colors.bold(who.padEnd(width))}  ${reason}`] : [`  ${colors.bold(who)}`, `    ${reason}`],
  );
}
