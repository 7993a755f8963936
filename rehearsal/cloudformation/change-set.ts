import { type ResourceChange } from './change-preview';
import { type ImportOf, type ResourceToImport } from './imports';
import { type GivenParameter } from './parameters';
import { type StackTemplate, type Tag } from './stack';

export type ChangeSetType = 'CREATE' | 'UPDATE' | 'IMPORT';

/** What is to be prepared. */
export interface ChangeSetRequest {
  readonly stackName: string;
  readonly changeSetName: string;
  readonly type: ChangeSetType;
  /** Absent: the template that the stack has. */
  readonly templateBody: string | undefined;
  readonly parameters: readonly GivenParameter[];
  /** Absent: the tags that the stack has. */
  readonly tags: readonly Tag[] | undefined;
  readonly description?: string;
  /** For the type IMPORT: which resources of the template exist already. */
  readonly imports?: readonly ResourceToImport[];
  /** Takes resources over that exist already under the name that the template gives them. */
  readonly importExistingResources?: boolean;
}

/** A prepared operation. */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly type: ChangeSetType;
  readonly description: string | undefined;
  readonly target: StackTemplate;
  readonly tags: readonly Tag[];
  readonly changes: readonly ResourceChange[];
  readonly importOf: ImportOf;
  /** Nothing to do: the change set has failed, as CloudFormation sees it. */
  readonly isEmpty: boolean;
  readonly createdAt: Date;
  executionStatus: 'AVAILABLE' | 'UNAVAILABLE' | 'EXECUTE_COMPLETE';
}

export const NO_CHANGES_REASON = "The submitted information didn't contain changes. Submit different information to create a change set.";
