import { ConsecutiveOpen } from '../topology/consecutive-open';
import { type Observation } from '../topology/observation';
import { type Verdict } from '../topology/verdict';
import { pauseUntilEnded, untilEnded } from './until-ended';
import { type WatchEvent } from './watch-event';

/**
 * Between the two passing sweeps. It can be this short because no sweep passes while a node restarts: the node itself
 * does not answer then, whatever the others list.
 */
const CONFIRM_PAUSE_MILLIS = 25;
/** A member that was there may fall back: with laggards left, everyone is asked again at least this often. */
const SWEEP_EVERY_MILLIS = 5000;
/** Looking takes at most a quarter of the time: three parts pause for one part work. */
const PAUSE_PER_WORK = 3;
/** How long a look, or a sweep that can not open the gate, waits for a slow answer before it goes on with the others. */
const PATIENCE_MILLIS = 1000;
/** A sweep that may open the gate waits for everyone. The connection gives up before that. */
const DECIDING_PATIENCE_MILLIS = 10_000;

/** What the loop needs of the roster. */
export interface Looks {
  sweep(patienceMillis: number): Promise<Observation>;
  look(memberIds: readonly string[], patienceMillis: number): Promise<void>;
  latest(patienceMillis: number): Observation;
  /** `performance.now()` of the last reply, whichever member gave it. */
  readonly lastAnswerAt: number;
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
 * Sweeps until two in a row pass, a verdict is refused, or the time is over; between sweeps only the laggards are asked.
 */
export class WatchLoop {
  private readonly startedAt = performance.now();
  private sweeps = 0;
  private passes = ConsecutiveOpen.START;
  private verdict: Verdict | undefined;

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
      await this.pause(Math.max(this.options.pollIntervalMillis - work, PAUSE_PER_WORK * work));
      const laggards = this.laggards();
      if (this.over() || laggards.length === 0) return;
      const begin = performance.now();
      await untilEnded(this.options.roster.look(laggards, PATIENCE_MILLIS), this.options.ended);
      if (this.over()) return;
      work = this.answeringSince(begin);
      work += this.judgeAndTell('look', this.options.roster.latest(PATIENCE_MILLIS));
    } while (!this.over() && this.laggards().length > 0 && performance.now() < sweepDue);
  }

  /** Gives how long judging took: it grows with the square of the number of nodes. */
  private judgeAndTell(kind: WatchEvent['kind'], observation: Observation): number {
    const begin = performance.now();
    this.verdict = this.options.judge(observation);
    const end = performance.now();
    if (kind === 'sweep') this.passes = this.passes.after(this.verdict);
    this.options.onEvent?.({ kind, sweep: this.sweeps, elapsedMillis: end - this.startedAt, verdict: this.verdict });
    return end - begin;
  }

  private laggards(): string[] {
    return (this.verdict?.members ?? []).filter(({ onTarget }) => !onTarget).map(({ memberId }) => memberId);
  }

  /** Waiting for a node that does not answer is no work: only answers count. */
  private answeringSince(begin: number): number {
    return Math.max(0, this.options.roster.lastAnswerAt - begin);
  }

  private over(): boolean {
    return this.options.ended.aborted || this.verdict?.kind === 'refused' || this.passes.reached;
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
