/** One run of a state machine. */
export interface Execution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly startedAtMillis: number;
  /** JSON; may hold a pre-signed address. */
  readonly input: string;
  readonly status: ExecutionStatus;
  /** When it came to its end. */
  readonly endedAtMillis: number | undefined;
  /**
   * States entered and attempts repeated; AWS bills them. The waiter of the provider framework repeats its one task.
   */
  readonly stateTransitions: number;
  /** JSON, of an execution that succeeded. */
  readonly output: string | undefined;
  /** Of an execution that failed. */
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT';
