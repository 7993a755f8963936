import { type PropagationGateAttributes } from '../../lib/gates/contract';

/** What one call of `isComplete` found out. */
export type GateFinding =
  | { readonly kind: 'open'; readonly attributes: PropagationGateAttributes }
  /** `reason` becomes the reason of the failure when the deadline has come. */
  | { readonly kind: 'waiting'; readonly reason: string }
  /** No waiting helps. */
  | { readonly kind: 'refused'; readonly reason: string };
