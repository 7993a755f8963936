import { type Evidence } from './evidence';

/** What keeps a member off a rung. */
export interface Shortfall {
  readonly rung: Evidence;
  /** Short, for a person. */
  readonly reason: string;
  /** What the person can look at. */
  readonly check?: string;
}
