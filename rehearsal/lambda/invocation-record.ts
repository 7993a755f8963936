import { type Architecture } from './function-configuration';

/** One invocation that took place. */
export interface InvocationRecord {
  readonly functionName: string;
  readonly requestId: string;
  /** How it was invoked: waiting for the answer, or not. */
  readonly kind: InvocationKind;
  readonly startedAtMillis: number;
  readonly durationMillis: number;
  /** A process was started for it. */
  readonly coldStart: boolean;
  readonly memoryMebibytes: number;
  readonly architecture: Architecture;
  readonly failed: boolean;
  /** JSON; may hold a pre-signed address. */
  readonly request: string;
  /** JSON. */
  readonly response: string;
}

export type InvocationKind = 'RequestResponse' | 'Event';
