import { type Spread, spreadOf } from '../statistics';
import { type FlipRound } from './flip-round';
import { type WatcherName } from './watcher';

/** How one watcher did over all rounds. */
export interface WatcherSummary {
  /** Openings at a time when a view was still incomplete for certain. */
  readonly early: number;
  /** By how much it was early, over the early openings. `null`: none was. */
  readonly earlyMs: Spread | null;
  /** From the moment all views had been seen complete to the opening, over the openings that were not early. `null`: all were. */
  readonly lagMs: Spread | null;
  /** Topologies read in a round (for the gate: full sweeps), from before the flip until the opening. */
  readonly looks: Spread | null;
}

/** Counts one watcher's early openings and measures the lag of the others. */
export function summarise(name: WatcherName, rounds: readonly FlipRound[]): WatcherSummary {
  const openings = rounds.flatMap((round) => {
    const opening = round.openings.get(name);
    return opening === undefined ? [] : [{ opening, truth: round.truth }];
  });
  const early = openings.filter(({ opening, truth }) => opening.openedAtMillis < truth.stillIncompleteAtMillis);
  const others = openings.filter((each) => !early.includes(each));
  return {
    early: early.length,
    earlyMs: spreadOf(early.map(({ opening, truth }) => truth.stillIncompleteAtMillis - opening.openedAtMillis)),
    // an opening between the two ends of the truth is neither early nor measurably late
    lagMs: spreadOf(others.map(({ opening, truth }) => Math.max(0, opening.openedAtMillis - truth.completeAtMillis))),
    looks: spreadOf(openings.map(({ opening }) => opening.looks)),
  };
}

/** How exactly the truth is known: the gap between the last incomplete and the first complete sample. */
export function truthWindow(rounds: readonly FlipRound[]): Spread | null {
  return spreadOf(rounds.map(({ truth }) => truth.completeAtMillis - truth.stillIncompleteAtMillis));
}
