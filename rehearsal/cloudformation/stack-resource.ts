import { type Properties, type ResourceState } from './resource-provider';
import { type ResourceDefinition } from './template';

/** What a stack keeps of one resource; replaced as a whole with every change, so that a rollback can keep the old one. */
export interface StackResource {
  readonly logicalId: string;
  readonly type: string;
  readonly definition: ResourceDefinition;
  /** Of the last success, or of the attempt that created it. */
  readonly properties: Properties;
  /** Absent while nothing exists yet. */
  readonly state?: ResourceState;
  /** What an unfinished or failed update wanted; the rollback's `OldResourceProperties`. */
  readonly attempted?: Properties;
  readonly status: string;
  readonly reason?: string;
  readonly updatedAt: Date;
}
