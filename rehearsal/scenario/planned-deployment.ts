import { type Proof } from './proof';
import { type RehearsedAws } from './rehearsed-aws';

/** How a command must end. */
export interface ExpectedOutcome {
  readonly succeeds: boolean;
  /** Of every stack that the command is about, when the CLI has returned. */
  readonly status: string;
  /** CloudFormation finds something to change. */
  readonly changes: boolean;
}

/** One command of the CDK CLI, and how it must end. */
export interface PlannedDeployment {
  readonly name: string;
  readonly command: 'deploy' | 'destroy' | 'diff';
  /** Names of the stacks; none: all of the app. */
  readonly stacks: readonly string[];
  /** For the app, `-c NAME=VALUE`; asked when the deployment begins. */
  readonly context?: (aws: RehearsedAws) => Readonly<Record<string, string>>;
  readonly expected: ExpectedOutcome;
  /** What it must show besides how it ends. */
  readonly proof?: Proof;
}

export const CREATES: ExpectedOutcome = { succeeds: true, status: 'CREATE_COMPLETE', changes: true };
export const UPDATES: ExpectedOutcome = { succeeds: true, status: 'UPDATE_COMPLETE', changes: true };
export const ROLLS_BACK: ExpectedOutcome = { succeeds: false, status: 'UPDATE_ROLLBACK_COMPLETE', changes: true };
export const DELETES: ExpectedOutcome = { succeeds: true, status: 'DELETE_COMPLETE', changes: true };
