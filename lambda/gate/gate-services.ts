import { type GroupReader } from './cache-group';
import { type GateLog } from './gate-log';
import { type ProbeCaller } from './probe-caller';
import { type StackStatusReader } from './stack-phase';

/** Everything outside that the gate works with. */
export interface GateServices {
  readonly stacks: StackStatusReader;
  readonly groups: GroupReader;
  readonly probe: ProbeCaller;
  readonly log: GateLog;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
