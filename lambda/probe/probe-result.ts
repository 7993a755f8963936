import { type Verdict } from '../topology/verdict';

/** What one invocation of the probe found. */
export interface ProbeResult {
  readonly verdict: Verdict;
  /** Full passes over all members. */
  readonly sweeps: number;
  /** Milliseconds since the epoch at which the verdict was reached. */
  readonly decidedAtMillis: number;
}
