import { type GateLog } from './gate-log';
import { type StackStatusReader } from './stack-phase';

/** Everything outside that gates of every kind work with. */
export interface GateServices {
  readonly stacks: StackStatusReader;
  readonly log: GateLog;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
