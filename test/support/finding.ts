/** Something that a checker does not like. */
export interface Finding {
  /** Id of the rule. */
  readonly id: string;
  readonly message: string;
  /** Construct path or property path, whichever the checker tells. */
  readonly path: string;
}
