import { ConsecutiveOpen } from '../topology/consecutive-open';
import { type Observation } from '../topology/observation';
import { type MemberStanding, type Verdict } from '../topology/verdict';
import { pauseBetweenLooks } from './pace';
import { pauseUntilEnded, untilEnded } from './until-ended';
import { type WatchEvent } from './watch-event';

/**
 * Between the two passing sweeps. It can be this short because no sweep passes while a node restarts: the node itself
 * does not answer then, whatever the others list.
 */
const CONFIRM_PAUSE_MILLIS = 25;
/** A member that was there may fall back: with laggards left, everyone is asked again at least this often. */
const SWEEP_EVERY_MILLIS = 5000;
/** Looking takes at most half of the time. */
const PAUSE_PER_WORK = 1;
/** Looks that are due so soon are done together. */
const TOGETHER_MILLIS = 5;
/** How long a look, or a sweep that can not open the gate, waits for a slow answer before it goes on with the others. */
const PATIENCE_MILLIS = 1000;
/** A sweep that may open the gate waits for everyone, however many there are: each connection has a deadline of its own. */
const DECIDING_PATIENCE_MILLIS = Number.POSITIVE_INFINITY;
/** The list of members is taken to be outdated when it has seemed so for this long: a change of the group takes a moment. */
const OUTDATED_MILLIS = 8000;

/** What the loop needs of the roster. */
export interface Looks {
  sweep(patienceMillis: number): Promise<Observation>;
  look(memberIds: readonly string[], patienceMillis: number): Promise<void>;
  latest(patienceMillis: number): Observation;
  hangUp(memberIds: readonly string[]): void;
  /** `performance.now()` of the last reply, whichever member gave it. */
  readonly lastAnswerAt: number;
  /** `performance.now()` of the last question to the member, and how long it kept the node busy, at most. */
  lastQuestion(memberId: string): { readonly askedAt: number; readonly busyMillis: number };
}

export interface WatchLoopOptions {
  readonly roster: Looks;
  readonly judge: (observation: Observation) => Verdict;
  readonly pollIntervalMillis: number;
  /** When it fires, the loop ends with the last verdict. */
  readonly ended: AbortSignal;
  readonly onEvent?: ((event: WatchEvent) => void) | undefined;
}

/**
 * Sweeps until two in a row pass, a verdict is refused, the members turn out to be others, or the time is over; between sweeps
 * only the laggards are asked, each at its own pace.
 */
export class WatchLoop {
  private readonly startedAt = performance.now();
  private sweeps = 0;
  private passes = ConsecutiveOpen.START;
  private verdict: Verdict | undefined;
  /** Since when the list of members seems to be outdated. */
  private outdatedSince: number | undefined;

  public constructor(private readonly options: WatchLoopOptions) {}

  public async run(): Promise<{ verdict: Verdict; sweeps: number }> {
    while (!this.over()) {
      const work = await this.sweep();
      if (this.over()) break;
      if (this.passes.count > 0) await this.pause(CONFIRM_PAUSE_MILLIS);
      else await this.lookAtLaggards(work);
    }
    return { verdict: this.lastVerdict(), sweeps: this.sweeps };
  }

  /** Gives how long the members took to answer. */
  private async sweep(): Promise<number> {
    const begin = performance.now();
    const mayOpen = this.verdict !== undefined && this.laggards().length === 0;
    const patience = mayOpen ? DECIDING_PATIENCE_MILLIS : PATIENCE_MILLIS;
    const observation = await untilEnded(this.options.roster.sweep(patience), this.options.ended);
    // a sweep that the end of the time cut short is none
    if (!observation) return 0;
    this.sweeps += 1;
    const work = this.answeringSince(begin);
    const judging = this.judgeAndTell('sweep', observation);
    return work + judging;
  }

  /** Returns when a sweep is due: nobody lags any more, or it is time to ask everyone again. */
  private async lookAtLaggards(workOfSweep: number): Promise<void> {
    const sweepDue = performance.now() + SWEEP_EVERY_MILLIS;
    let work = workOfSweep;
    do {
      await this.pause(Math.max(this.millisUntilDue(), PAUSE_PER_WORK * work));
      if (this.over() || this.laggards().length === 0) return;
      const begin = performance.now();
      await untilEnded(this.options.roster.look(this.dueAt(begin + TOGETHER_MILLIS), PATIENCE_MILLIS), this.options.ended);
      if (this.over()) return;
      work = this.answeringSince(begin);
      work += this.judgeAndTell('look', this.options.roster.latest(PATIENCE_MILLIS));
    } while (!this.over() && this.laggards().length > 0 && performance.now() < sweepDue);
  }

  private judgeAndTell(kind: WatchEvent['kind'], observation: Observation): number {
    const begin = performance.now();
    this.verdict = this.options.judge(observation);
    // a connection to the wrong node would last as long as that node
    this.options.roster.hangUp(this.laggards().flatMap(({ memberId, misplaced }) => (misplaced ? [memberId] : [])));
    const end = performance.now();
    if (kind === 'sweep') this.passes = this.passes.after(this.verdict);
    this.outdatedSince = this.verdict.kind === 'waiting' && this.verdict.outdated ? (this.outdatedSince ?? end) : undefined;
    this.options.onEvent?.({ kind, sweep: this.sweeps, elapsedMillis: end - this.startedAt, verdict: this.verdict });
    return end - begin;
  }

  private laggards(): readonly MemberStanding[] {
    return (this.verdict?.members ?? []).filter(({ onTarget }) => !onTarget);
  }

  /** Who may be looked at again at this time. */
  private dueAt(time: number): string[] {
    return this.laggards().flatMap((laggard) => (this.dueTime(laggard) <= time ? [laggard.memberId] : []));
  }

  private millisUntilDue(): number {
    const first = Math.min(...this.laggards().map((laggard) => this.dueTime(laggard)));
    return Math.min(SWEEP_EVERY_MILLIS, Math.max(0, first - performance.now()));
  }

  private dueTime(laggard: MemberStanding): number {
    const { askedAt, busyMillis } = this.options.roster.lastQuestion(laggard.memberId);
    return askedAt + pauseBetweenLooks(laggard, this.options.pollIntervalMillis, busyMillis);
  }

  /** Waiting for a node that does not answer is no work: only answers count. */
  private answeringSince(begin: number): number {
    return Math.max(0, this.options.roster.lastAnswerAt - begin);
  }

  private over(): boolean {
    return this.options.ended.aborted || this.verdict?.kind === 'refused' || this.passes.reached || this.isOutdated();
  }

  private isOutdated(): boolean {
    return this.outdatedSince !== undefined && performance.now() - this.outdatedSince >= OUTDATED_MILLIS;
  }

  /** Only two passing sweeps open the gate: whatever else looks open is still waiting. */
  private lastVerdict(): Verdict {
    const verdict = this.verdict ?? this.options.judge(this.options.roster.latest(PATIENCE_MILLIS));
    if (verdict.kind !== 'open' || this.passes.reached) return verdict;
    return { kind: 'waiting', members: verdict.members };
  }

  private pause(millis: number): Promise<void> {
    return pauseUntilEnded(millis, this.options.ended);
  }
}
