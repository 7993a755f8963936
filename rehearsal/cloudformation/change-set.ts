import { type ResourceChange } from './change-preview';
import { type StackTemplate, type Tag } from './stack';

export type ChangeSetType = 'CREATE' | 'UPDATE';

/** A prepared operation. */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly type: ChangeSetType;
  readonly description: string | undefined;
  readonly target: StackTemplate;
  readonly tags: readonly Tag[];
  readonly changes: readonly ResourceChange[];
  /** Nothing to do: the change set has failed, as CloudFormation sees it. */
  readonly isEmpty: boolean;
  readonly createdAt: Date;
  executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_COMPLETE';
}

export const NO_CHANGES_REASON = "The submitted information didn't contain changes. Submit different information to create a change set.";
