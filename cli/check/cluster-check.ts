import { setTimeout as pause } from 'node:timers/promises';

import { discoverMembers, type Discovery } from '../../lambda/probe/discover-members';
import { type ProbeResult } from '../../lambda/probe/probe-result';
import { watchMembers } from '../../lambda/probe/watch-members';
import { type MemberStanding } from '../../lambda/topology/verdict';
import { type Problem } from '../problem';
import { type CheckArguments } from './check-arguments';
import { type CheckOutcome, type CheckVerdict } from './check-outcome';
import { isLookOver } from './one-look';
import { isOutdated, memberCountProblem, type Roster, standingsWithoutAddress } from './roster';
import { isPassing, seedProblem } from './seed-problem';

/** What a view is told while a check runs. */
export interface CheckProgress {
  readonly members: readonly MemberStanding[];
  readonly problem?: Problem;
  readonly elapsedMillis: number;
}

export interface CheckHooks {
  readonly onProgress: (progress: CheckProgress) => void;
  readonly interruption: AbortSignal;
}

/** The default of the gate. */
const POLL_INTERVAL_MILLIS = 100;
/** One look at 500 nodes of which some are silent stays well below this. */
const ONE_LOOK_MILLIS = 60_000;
/** Nodes join and leave rarely, and a sweep notices strangers by itself. */
const REDISCOVER_EVERY_MILLIS = 10_000;
const RETRY_MILLIS = 1000;
/** Less is not enough for a sweep; a timer may fire some milliseconds early, too. */
const SHORTEST_WATCH_MILLIS = 50;

/** The gate's probe and judge, for as long as the arguments say. */
export class ClusterCheck {
  private readonly startedAt = new Date();
  private readonly startedAtTicks = performance.now();
  private members: readonly MemberStanding[] = [];
  private problem: Problem | undefined;
  private sweeps = 0;

  public constructor(
    private readonly given: CheckArguments,
    private readonly hooks: CheckHooks,
  ) {}

  /** Never rejects because of a node. */
  public async run(): Promise<CheckOutcome> {
    let roster = await this.firstRoster();
    if (roster === undefined) {
      return this.outcome('cannot-tell');
    }
    for (;;) {
      const { result, next } = await this.watch(roster);
      const verdict = this.decide(result);
      if (verdict !== undefined || this.isOver()) {
        return this.outcome(verdict ?? 'not-open');
      }
      // all nodes are on target, but they are not the right number of nodes
      if (next === undefined) {
        await this.pause(RETRY_MILLIS);
      }
      roster = next ?? (await this.rediscover()) ?? roster;
    }
  }

  /** Gives nothing, and notes the problem, where the seed does not answer. */
  private async firstRoster(): Promise<Roster | undefined> {
    for (;;) {
      const discovery = await this.discover();
      if (discovery.kind === 'discovered') {
        this.problem = undefined;
        return discovery;
      }
      this.problem = seedProblem(discovery, this.given);
      if (!isPassing(discovery) || this.isOver()) {
        return undefined;
      }
      this.tell();
      await this.pause(RETRY_MILLIS);
    }
  }

  /** Ends with the watch, or as soon as the cluster turns out to have other nodes than `roster`. */
  private async watch(roster: Roster): Promise<{ result: ProbeResult; next: Roster | undefined }> {
    const looked = new AbortController();
    const outdated = new AbortController();
    const done = new AbortController();
    const sweepsBefore = this.sweeps;
    this.problem = memberCountProblem(roster, this.given.expectedMembers);
    const successor = this.watchRoster(roster, outdated, AbortSignal.any([done.signal, this.hooks.interruption]));
    const result = await watchMembers({
      members: roster.members,
      targetFamily: this.given.family,
      budgetMillis: this.remainingMillis(),
      pollIntervalMillis: POLL_INTERVAL_MILLIS,
      connection: this.given.connection,
      signal: AbortSignal.any([looked.signal, outdated.signal, this.hooks.interruption]),
      onSweep: (event) => {
        this.sweeps = sweepsBefore + event.sweep;
        this.note(event.verdict.members, roster);
        if (this.given.waitMillis === undefined && isLookOver(event.verdict, event.elapsedMillis)) {
          looked.abort();
        }
      },
    });
    done.abort();
    // a watch that was cut short at once knows nothing
    if (result.sweeps > 0 || this.members.length === 0) {
      this.note(result.verdict.members, roster);
    }
    return { result, next: await successor };
  }

  private async watchRoster(roster: Roster, outdated: AbortController, done: AbortSignal): Promise<Roster | undefined> {
    while (this.given.waitMillis !== undefined && !done.aborted) {
      await pauseUntil(REDISCOVER_EVERY_MILLIS, done);
      const fresh = await this.rediscover(done);
      if (fresh !== undefined && isOutdated(roster, fresh)) {
        outdated.abort();
        return fresh;
      }
    }
    return undefined;
  }

  /** Gives nothing where the check has to go on. */
  private decide({ verdict }: ProbeResult): CheckVerdict | undefined {
    if (verdict.kind === 'open' && this.members.every(({ onTarget }) => onTarget)) {
      return this.problem === undefined ? 'open' : undefined;
    }
    if (verdict.kind === 'refused') {
      this.problem = { code: verdict.code, message: verdict.message };
      return 'cannot-tell';
    }
    return undefined;
  }

  private note(members: readonly MemberStanding[], roster: Roster): void {
    this.members = [...members, ...standingsWithoutAddress(roster)];
    this.tell();
  }

  private tell(): void {
    const { members, problem } = this;
    this.hooks.onProgress({ members, ...(problem && { problem }), elapsedMillis: this.elapsedMillis() });
  }

  private outcome(verdict: CheckVerdict): CheckOutcome {
    const { members, problem, sweeps, startedAt } = this;
    const isInterrupted = verdict !== 'open' && this.hooks.interruption.aborted;
    const ending = isInterrupted ? 'interrupted' : verdict;
    return { verdict: ending, ...(problem && !isInterrupted && { problem }), members, sweeps, startedAt, elapsedMillis: this.elapsedMillis() };
  }

  private async rediscover(ended?: AbortSignal): Promise<Roster | undefined> {
    const discovery = await this.discover(ended);
    return discovery.kind === 'discovered' ? discovery : undefined;
  }

  private discover(ended: AbortSignal = this.hooks.interruption): Promise<Discovery> {
    const { host, port, family, connection } = this.given;
    return discoverMembers({ seed: { host, port }, targetFamily: family, connection, signal: ended });
  }

  private elapsedMillis(): number {
    return Math.round(performance.now() - this.startedAtTicks);
  }

  private remainingMillis(): number {
    return this.given.waitMillis === undefined ? ONE_LOOK_MILLIS : Math.max(0, this.given.waitMillis - this.elapsedMillis());
  }

  private isOver(): boolean {
    return this.hooks.interruption.aborted || this.given.waitMillis === undefined || this.remainingMillis() < SHORTEST_WATCH_MILLIS;
  }

  private pause(millis: number): Promise<void> {
    return pauseUntil(Math.min(millis, this.remainingMillis()), this.hooks.interruption);
  }
}

/** Does not reject when it is cut short. */
async function pauseUntil(millis: number, ended: AbortSignal): Promise<void> {
  await pause(millis, undefined, { signal: ended }).catch(() => undefined);
}
