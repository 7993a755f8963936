/**
 * What a `ConditionGate` and the function of its author say to each other. For handlers in TypeScript, as types only:
 *
 *     import type { ConditionHandler } from 'cdk-elasticache-dual-stack/condition';
 */

/** What the function is called with. */
export interface ConditionRequest {
  /** Goes up when a field changes its meaning; new fields do not count. */
  readonly version: 1;
  /**
   * `wait`: say whether the condition is met. `attributes`: the stack rolls back and does not wait for anything; only the
   * attributes of a `MET` count, any other answer makes them empty.
   */
  readonly purpose: 'wait' | 'attributes';
  /** What CloudFormation does with the gate. A deletion asks nobody. */
  readonly requestType: 'Create' | 'Update';
  readonly stackId: string;
  /** Logical id of the gate. */
  readonly logicalId: string;
  /** The property `parameters` of the gate. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Attributes that something in the app reads: a `MET` must have each of them. */
  readonly attributeNames: readonly string[];
  /** When the gate began to wait, as in ISO 8601. */
  readonly startedAt: string;
  /** When the gate gives up, as in ISO 8601. */
  readonly deadlineAt: string;
}

/** What the function answers. */
export type ConditionAnswer =
  /** The deployment goes on. `attributes`: for `gate.getAttribute()`. `reason` is for the log. */
  | { readonly status: 'MET'; readonly attributes?: Readonly<Record<string, string>>; readonly reason?: string }
  /** Ask again. The last `reason` becomes that of the failure when the time is over. */
  | { readonly status: 'NOT_YET'; readonly reason: string }
  /** The deployment fails at once, for this reason: no waiting helps. */
  | { readonly status: 'REFUSED'; readonly reason: string };

/** The handler of such a function. An error that it throws counts as `NOT_YET`. */
export type ConditionHandler = (request: ConditionRequest) => ConditionAnswer | Promise<ConditionAnswer>;
