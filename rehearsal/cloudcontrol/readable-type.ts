/** One resource as Cloud Control tells it. */
export interface LiveResource {
  /** What names it: the value of the primary identifier of its type. */
  readonly identifier: string;
  /** The properties of its CloudFormation type, but for those that the schema calls write-only; `undefined` is left out. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A CloudFormation type whose resources Cloud Control can read. */
export interface ReadableType {
  /** Every one that exists. */
  all(): readonly LiveResource[];
}
