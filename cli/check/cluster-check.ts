import { setTimeout as pause } from 'node:timers/promises';

import { type ProbeResult } from '../../lambda/probe/probe-result';
import { watchMembers } from '../../lambda/probe/watch-members';
import { type Evidence } from '../../lambda/topology/evidence';
import { type MemberStanding, type Verdict } from '../../lambda/topology/verdict';
import { type Problem } from '../problem';
import { type CheckArguments } from './check-arguments';
import { type CheckOutcome, type CheckVerdict } from './check-outcome';
import { demandOf } from './check-demand';
import { isLookOver } from './one-look';
import { isOutdated, memberCountProblem, type Roster, standingsWithoutAddress } from './roster';
import { RosterFinder } from './roster-finder';

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
  private kind: Roster['kind'] = 'cluster';
  /** The nodes announce names: they are to be asked once more, under these. */
  private turnsToNames = false;
  private evidence: Evidence | undefined;
  private readonly finder: RosterFinder;

  public constructor(
    private readonly given: CheckArguments,
    private readonly hooks: CheckHooks,
  ) {
    this.finder = new RosterFinder(given);
  }

  /** Never rejects because of a node. */
  public async run(): Promise<CheckOutcome> {
    let roster = await this.firstRoster();
    if (roster === undefined) {
      return this.outcome('cannot-tell');
    }
    for (;;) {
      const { result, next } = await this.watch(roster);
      const verdict = this.decide(result);
      if (verdict !== undefined || (this.isOver() && !this.turnsToNames)) {
        return this.outcome(verdict ?? 'not-open');
      }
      // all nodes are on target, but they are not the right number of nodes
      if (next === undefined && !this.turnsToNames) {
        await this.pause(RETRY_MILLIS);
      }
      this.turnsToNames = false;
      roster = next ?? (await this.finder.findAgain(this.hooks.interruption)) ?? roster;
    }
  }

  /** Gives nothing, and notes the problem, where the seed does not answer. */
  private async firstRoster(): Promise<Roster | undefined> {
    for (;;) {
      const finding = await this.finder.find(this.hooks.interruption);
      if ('roster' in finding) {
        this.problem = undefined;
        return finding.roster;
      }
      this.problem = finding.problem;
      if (!finding.mayPass || this.isOver()) {
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
    const arrived = new AbortController();
    const done = new AbortController();
    const sweepsBefore = this.sweeps;
    this.problem = memberCountProblem(roster, this.given.expectedMembers);
    this.kind = roster.kind;
    const successor = this.watchRoster(roster, { outdated, arrived: arrived.signal }, AbortSignal.any([done.signal, this.hooks.interruption]));
    const result = await watchMembers({
      members: roster.members,
      targetFamily: this.given.family,
      demand: demandOf(roster, this.given),
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
        if (hasArrived(event.verdict)) {
          arrived.abort();
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

  private async watchRoster(roster: Roster, { outdated, arrived }: RosterSignals, done: AbortSignal): Promise<Roster | undefined> {
    if (this.given.waitMillis === undefined || roster.kind === 'hosts') return undefined;
    for (let early = [arrived]; !done.aborted; early = early.filter(({ aborted }) => !aborted)) {
      await pauseUntil(REDISCOVER_EVERY_MILLIS, AbortSignal.any([done, ...early]));
      const fresh = await this.finder.findAgain(done);
      if (fresh !== undefined && isOutdated(roster, fresh, this.given.family)) {
        outdated.abort();
        return fresh;
      }
    }
    return undefined;
  }

  /** Gives nothing where the check has to go on. */
  private decide({ verdict }: ProbeResult): CheckVerdict | undefined {
    if (verdict.kind === 'open' && this.members.every(({ onTarget }) => onTarget)) {
      this.evidence = verdict.evidence;
      return this.problem === undefined ? 'open' : undefined;
    }
    if (verdict.kind === 'refused' && verdict.code === 'HostnameEndpoints' && !this.finder.byName) {
      this.finder.byName = true;
      this.turnsToNames = true;
      return undefined;
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
    const { members, problem, sweeps, startedAt, kind, evidence } = this;
    const isInterrupted = verdict !== 'open' && this.hooks.interruption.aborted;
    const ending = isInterrupted ? 'interrupted' : verdict;
    return { verdict: ending, kind, evidence: ending === 'open' ? evidence : undefined, ...(problem && !isInterrupted && { problem }), members, sweeps, startedAt, elapsedMillis: this.elapsedMillis() };
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

/** What a watch and whoever keeps its roster up to date tell each other. */
interface RosterSignals {
  readonly outdated: AbortController;
  readonly arrived: AbortSignal;
}

/** Every view is the whole cluster on the family, but some nodes were asked where they used to be. */
function hasArrived({ kind, members }: Verdict): boolean {
  return kind === 'waiting' && members.every(({ rungs }) => rungs?.REPORTED === 'proven');
}

/** Does not reject when it is cut short. */
async function pauseUntil(millis: number, ended: AbortSignal): Promise<void> {
  await pause(millis, undefined, { signal: ended }).catch(() => undefined);
}
