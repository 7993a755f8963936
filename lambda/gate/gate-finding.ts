/** What one look of a gate found out. */
export type GateFinding<Attributes extends object = object> =
  /** What the gate waits for is there, or there is nothing to wait for; `remark` is for the log. */
  | { readonly kind: 'open'; readonly attributes: Attributes; readonly remark?: string }
  /** `reason` becomes the reason of the failure when the deadline has come. */
  | { readonly kind: 'waiting'; readonly reason: string }
  /** No waiting helps. */
  | { readonly kind: 'refused'; readonly reason: string };
