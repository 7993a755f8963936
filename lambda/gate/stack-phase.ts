import { errorText } from './gate-log';
import { within } from './within';

/** A gate that waits for CloudFormation itself would time out, and that fails the deployment. */
const PATIENCE_MILLIS = 10_000;

/** What the gate needs to know of the stack that it stands in. */
export type StackPhaseName =
  /** The deployment goes on: the gate judges. */
  | 'deploying'
  /** Whatever the gate finds, it must not fail: that would block the rollback. */
  | 'rolling-back'
  /** Nobody waits for the gate any more: the deployment was cancelled and the waiter is left over. */
  | 'settled'
  /** CloudFormation did not say. */
  | 'unknown';

/** A phase and where it comes from, for the log. */
export interface StackPhase {
  readonly name: StackPhaseName;
  readonly stackStatus?: string;
  readonly trouble?: { readonly stackTrouble: string };
}

/** Tells the status of a stack. */
export interface StackStatusReader {
  /** `StackStatus`, such as `UPDATE_IN_PROGRESS`; `undefined` if the answer holds none. */
  stackStatus(stackId: string): Promise<string | undefined>;
}

/** Whether whatever is found changes nothing any more, or must not. */
export function nobodyWaits({ name }: StackPhase): boolean {
  return name === 'rolling-back' || name === 'settled';
}

/** Never rejects: an API that does not answer must not end the gate. */
export async function readPhase(stacks: StackStatusReader, stackId: string): Promise<StackPhase> {
  try {
    const stackStatus = await within(PATIENCE_MILLIS, 'DescribeStacks', stacks.stackStatus(stackId));
    return stackStatus === undefined ? { name: 'unknown' } : { name: nameOf(stackStatus), stackStatus };
  } catch (error) {
    return { name: 'unknown', trouble: { stackTrouble: errorText(error) } };
  }
}

function nameOf(stackStatus: string): StackPhaseName {
  if (stackStatus.includes('ROLLBACK')) return 'rolling-back';
  return stackStatus.endsWith('_IN_PROGRESS') ? 'deploying' : 'settled';
}
