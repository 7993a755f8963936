import { type Verdict } from '../topology/verdict';

/** What a watch tells while it runs. */
export interface WatchEvent {
  /** `sweep`: every member was asked. `look`: only those that were not there yet. */
  readonly kind: 'sweep' | 'look';
  /** Full sweeps so far, this one included. */
  readonly sweep: number;
  /** Since the watch began. */
  readonly elapsedMillis: number;
  /** `open` is not yet the end: the gate opens after two passing sweeps in a row. */
  readonly verdict: Verdict;
}
