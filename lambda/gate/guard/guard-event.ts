import {
  type REPLACEMENT_GUARD_RESOURCE_TYPE,
  type ReplacementGuardAttributes,
  type ReplacementGuardProperties,
} from '../../../lib/gates/contract';

const GUARD: typeof REPLACEMENT_GUARD_RESOURCE_TYPE = 'Custom::ElastiCacheReplacementGuard';

/** As CloudFormation gives them: whether they are what the contract says is checked. */
export type RawGuardProperties = Readonly<Partial<Record<keyof ReplacementGuardProperties, unknown>>>;

/** What the provider framework hands to `onEvent`; never logged, because it also holds a pre-signed address. */
export interface GuardEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceType: typeof REPLACEMENT_GUARD_RESOURCE_TYPE;
  readonly StackId: string;
  readonly LogicalResourceId: string;
  /** Not on Create. */
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: RawGuardProperties;
  /** Only on Update: those of the last successful deployment. */
  readonly OldResourceProperties?: RawGuardProperties;
}

/** The answer of `onEvent`. */
export interface GuardOnEventAnswer {
  readonly PhysicalResourceId: string;
  readonly Data?: GuardData;
}

/** What `onEvent` hands to every `isComplete`; CloudFormation sees it as attributes. */
export interface GuardData extends ReplacementGuardAttributes {
  /** When the guard began to look, milliseconds since the epoch. */
  readonly StartedAtMillis: string;
}

/** What the framework hands to `isComplete`: the event and the answer of `onEvent` in one. */
export interface GuardIsCompleteEvent extends GuardEvent {
  readonly Data?: Partial<GuardData>;
}

/** The framework refuses `Data` beside `IsComplete: false`. */
export type GuardIsCompleteAnswer =
  | { readonly IsComplete: false }
  | { readonly IsComplete: true; readonly Data?: ReplacementGuardAttributes };

/** Whether an event of the shared provider is about a guard; all others are about gates. */
export function isOfGuard<Event extends object>(event: Event): event is Extract<Event, GuardEvent> {
  return 'ResourceType' in event && event.ResourceType === GUARD;
}
