import { type ReplacementGuardProperties } from '../../../lib/gates/contract';
import { type IsCompleteEvent } from '../gate-event';

/** As CloudFormation gives them: whether they are what the contract says is checked. */
export type RawGuardProperties = Readonly<Partial<Record<keyof ReplacementGuardProperties, unknown>>>;

/** What the framework hands to `isComplete` of a guard. */
export interface GuardIsCompleteEvent extends IsCompleteEvent {
  readonly ResourceProperties: RawGuardProperties;
  readonly OldResourceProperties?: RawGuardProperties;
}
