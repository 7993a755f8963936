import { watchMembers, type WatchOptions } from '../../../../lambda/probe/watch-members';
import { wordRungs } from '../../../../lambda/topology/rungs';
import { type Verdict } from '../../../../lambda/topology/verdict';
import { type Fault } from './fault-table';

/** Long enough for a busy machine; a watch ends as soon as it has seen what is expected. */
const LONGEST_MILLIS = 20_000;
const POLL_MILLIS = 100;

/** How a group is watched, but for how long. */
export type Watching = Omit<WatchOptions, 'budgetMillis' | 'pollIntervalMillis' | 'onSweep' | 'signal'>;

/** What the gate said, as in the table of faults. */
export interface Seen {
  /** Of the member, `RESOLVED, not CONNECTED: nothing listens there ...`, each once. */
  readonly said: readonly string[];
  /** What the gate decided, each once: `waits`, `open`, or the code of a refusal. */
  readonly decided: readonly string[];
  /** The last of it, when the watch ended. */
  readonly ended: string;
}

/**
 * Watches until the gate says of the member what the table says that it does, or decides.
 *
 * @param repair ends the fault once the gate has said it: then the same watch goes on to its end
 */
export async function seeFault(fault: Fault, memberId: string, watching: Watching, repair?: () => Promise<unknown>): Promise<Seen> {
  const stop = new AbortController();
  const said = new Set<string>();
  const decided = new Set<string>();
  let repairing: Promise<unknown> | undefined;
  const { verdict } = await watchMembers({
    ...watching,
    budgetMillis: LONGEST_MILLIS,
    pollIntervalMillis: POLL_MILLIS,
    signal: stop.signal,
    onSweep: (event) => {
      said.add(wordsOf(event.verdict, memberId));
      decided.add(decision(event.verdict));
      if (repairing || ![...said].some((words) => fits(words, fault))) return;
      if (repair) repairing = repair();
      else stop.abort();
    },
  });
  await repairing;
  return { said: [...said], decided: [...decided], ended: decision(verdict) };
}

/** Watches to the end, or until it opens. */
export async function seeEnd(watching: Watching): Promise<Verdict> {
  return (await watchMembers({ ...watching, budgetMillis: LONGEST_MILLIS, pollIntervalMillis: POLL_MILLIS })).verdict;
}

/** Whether this is what the table says. */
export function fits(words: string, { rungs, says }: Fault): boolean {
  return words.startsWith(`${rungs}: `) && words.includes(says);
}

function wordsOf({ members }: Verdict, memberId: string): string {
  const found = members.find((member) => member.memberId === memberId);
  return found ? `${found.rungs ? wordRungs(found.rungs) : ''}: ${found.reason}` : '';
}

function decision(verdict: Verdict): string {
  if (verdict.kind === 'waiting') return 'waits';
  return verdict.kind === 'open' ? 'open' : `${verdict.code}${verdict.mayPass ? ' ...' : ''}`;
}
