import { type ConditionRequest } from '../../../lib/gates/contract';
import { type GateServices } from '../gate-services';

/** Calls the function that knows the condition. */
export interface ConditionCaller {
  /** What the function answered, whatever that is. Rejects if it can not be called or fails. */
  ask(functionArn: string, request: ConditionRequest): Promise<unknown>;
}

/** Everything outside that a condition gate works with. */
export interface ConditionServices extends GateServices {
  readonly condition: ConditionCaller;
  readonly pause: (millis: number) => Promise<void>;
}
