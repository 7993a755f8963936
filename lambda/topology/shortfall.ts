import { type Evidence } from './evidence';
import { type ViewProblem } from './view-problem';

/** What keeps a member off a rung. */
export interface Shortfall {
  readonly rung: Evidence;
  /** Short, for a person. */
  readonly reason: string;
  /** What the person can look at. */
  readonly check?: string;
  /** Present if it is its view that is wrong. */
  readonly problem?: ViewProblem;
}
