import { type GateLog } from '../gate-log';
import { type StackStatusReader } from '../stack-phase';
import { type LiveGroupReader, type UsageReader } from './live-group';

/** Finds what a stack made. */
export interface StackResourceReader {
  /** Physical id of a resource; nothing if the stack has none. */
  physicalId(stackId: string, logicalId: string): Promise<string | undefined>;
}

/** Everything outside that the guard works with. */
export interface GuardServices {
  readonly stacks: StackStatusReader;
  readonly resources: StackResourceReader;
  readonly live: LiveGroupReader;
  readonly usage: UsageReader;
  readonly log: GateLog;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
