/** How long one invocation of the probe watches at most: between two, the gate asks whether the stack still waits. */
export const PROBE_SLICE_MILLIS = 45_000;

/** The last look before the deadline is long enough to tell who lags, also where nodes do not answer. */
const SHORTEST_MILLIS = 3_000;

/** The budget of the next invocation. */
export function probeBudget(millisLeft: number): number {
  return Math.min(PROBE_SLICE_MILLIS, Math.max(SHORTEST_MILLIS, millisLeft));
}
