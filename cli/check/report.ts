import { type MemberStanding } from '../../lambda/topology/verdict';
import { type Colors } from '../output/colors';
import { formatDuration } from '../values/duration';
import { type CheckArguments } from './check-arguments';
import { type CheckOutcome, countOnTarget, EXIT_CODE_MEANINGS, EXIT_CODES, laggingOf } from './check-outcome';

/** A longer list of names goes above its reason instead of beside it. */
const LONGEST_NAME_COLUMN = 48;

/** The outcome in words, for a person. */
export function outcomeAsText(outcome: CheckOutcome, given: CheckArguments, colors: Colors): string {
  const lines = [headline(outcome, given, colors), ...body(outcome, given, colors)];
  return lines.map((line) => `${line}\n`).join('');
}

/** The outcome for a machine. Every name in it is stable. */
export function outcomeAsJson(outcome: CheckOutcome, given: CheckArguments): string {
  const { verdict, problem, members, sweeps, startedAt, elapsedMillis } = outcome;
  const result = {
    command: 'check',
    verdict,
    exitCode: EXIT_CODES[verdict],
    exitCodeMeaning: EXIT_CODE_MEANINGS[verdict],
    problem: problem ?? null,
    target: { host: given.host, port: given.port, family: given.family, tls: given.connection.tls !== undefined },
    membersTotal: members.length,
    membersOnTarget: countOnTarget(members),
    members: members.map(({ memberId, onTarget, reason, check }) => ({ id: memberId, onTarget, reason, check: check ?? null })),
    sweeps,
    startedAt: startedAt.toISOString(),
    endedAt: new Date(startedAt.getTime() + elapsedMillis).toISOString(),
    elapsedMillis,
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function headline({ verdict, problem, members, elapsedMillis }: CheckOutcome, { family }: CheckArguments, colors: Colors): string {
  const count = `${countOnTarget(members)} of ${members.length} nodes announce ${family} for every node`;
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
  if (outcome.verdict !== 'not-open') {
    return [];
  }
  const { members, problem } = outcome;
  const lagging = laggingOf(members);
  const checks = new Set(lagging.flatMap(({ check }) => (check === undefined ? [] : [check])));
  return [
    ...(problem === undefined ? [] : [`  ${problem.message} (${problem.code})`]),
    ...laggingLines(lagging, colors),
    ...[...checks].map((check) => colors.dim(`  check ${check}`)),
    ...(given.waitMillis === undefined ? [colors.dim('  to wait until it opens, add --wait 30m')] : []),
  ];
}

/** A line for each reason: before a flip all nodes say the same. */
function laggingLines(lagging: readonly MemberStanding[], colors: Colors): readonly string[] {
  const byReason = new Map<string, readonly string[]>();
  for (const { memberId, reason } of lagging) {
    byReason.set(reason, [...(byReason.get(reason) ?? []), memberId]);
  }
  const lines = [...byReason].map(([reason, memberIds]) => ({ who: memberIds.join(', '), reason }));
  const width = Math.min(LONGEST_NAME_COLUMN, Math.max(0, ...lines.map(({ who }) => who.length)));
  return lines.flatMap(({ who, reason }) =>
    who.length <= width ? [`  ${colors.bold(who.padEnd(width))}  ${reason}`] : [`  ${colors.bold(who)}`, `    ${reason}`],
  );
}
