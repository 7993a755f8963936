import { type CheckProgress } from './cluster-check';

/** Shows how a check is getting on, while it runs. */
export interface CheckView {
  show(progress: CheckProgress): void;
  /** Leaves the place to the result. */
  end(): void;
}
