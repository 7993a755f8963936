import { type PropagationGateAttributes, type PropagationGateProperties } from '../../lib/gates/contract';

/**
 * What the provider framework hands to `onEvent`. It also holds `ResponseURL`, a pre-signed address: events are never
 * logged, and the field is not named here so that nobody reads it.
 */
export interface GateEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly StackId: string;
  readonly LogicalResourceId: string;
  /** Not on Create. */
  readonly PhysicalResourceId?: string;
  /** As CloudFormation gives them: whether they are what the contract says is checked. */
  readonly ResourceProperties: Readonly<Partial<Record<keyof PropagationGateProperties, unknown>>>;
}

/** The answer of `onEvent`. */
export interface OnEventAnswer {
  readonly PhysicalResourceId: string;
  readonly Data?: GateData;
}

/** What `onEvent` hands to every `isComplete`; CloudFormation sees it as attributes. */
export interface GateData extends PropagationGateAttributes {
  /** When the gate began to wait, milliseconds since the epoch. */
  readonly StartedAtMillis: string;
  /** When the gate gives up, milliseconds since the epoch. */
  readonly DeadlineAtMillis: string;
}

/** What the framework hands to `isComplete`: the event and the answer of `onEvent` in one. */
export interface IsCompleteEvent extends GateEvent {
  readonly Data?: Partial<GateData>;
}

/** The framework refuses `Data` beside `IsComplete: false`. */
export type IsCompleteAnswer = { readonly IsComplete: false } | { readonly IsComplete: true; readonly Data?: PropagationGateAttributes };
