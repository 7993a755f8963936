/** Properties as CloudFormation gives them: whether they are what the contract says is checked. */
export type RawProperties = Readonly<Record<string, unknown>>;

/**
 * What the provider framework hands to `onEvent`. It also holds `ResponseURL`, a pre-signed address: events are never
 * logged, and the field is not named here so that nobody reads it.
 */
export interface GateEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  /** Which kind of gate it is. */
  readonly ResourceType: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  /** Not on Create. */
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: RawProperties;
  /** Only on Update: those of the last successful deployment. */
  readonly OldResourceProperties?: RawProperties;
}

/** What `onEvent` hands to every `isComplete` beside the attributes; CloudFormation sees it as attributes too. */
export interface GateStart {
  /** When the gate began to wait, milliseconds since the epoch. */
  readonly StartedAtMillis: string;
  /** When the gate gives up, milliseconds since the epoch. */
  readonly DeadlineAtMillis: string;
}

/** The answer of `onEvent`. */
export interface OnEventAnswer<Attributes extends object = object> {
  readonly PhysicalResourceId: string;
  /** The framework hands every field of the answer on: this one tells `isComplete` that the gate has begun. */
  readonly NextStep: 'isComplete';
  readonly Data?: Attributes & GateStart;
}

/** What the framework hands to `isComplete`: the event and the answer of `onEvent` in one. */
export interface IsCompleteEvent extends GateEvent {
  readonly NextStep: 'isComplete';
  readonly Data?: Readonly<Record<string, string | undefined>>;
}

/** The framework refuses `Data` beside `IsComplete: false`. */
export type IsCompleteAnswer<Attributes extends object = object> =
  | { readonly IsComplete: false }
  | { readonly IsComplete: true; readonly Data?: Attributes };
