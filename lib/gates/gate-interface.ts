import { type IConstruct } from 'constructs';

/**
 * Something that holds a deployment until a condition is met.
 */
export interface IGate extends IConstruct {
  /**
   * How the last run of the gate ended.
   *
   * @attribute
   */
  readonly outcome: string;

  /**
   * How long the gate waited, in whole seconds.
   *
   * @attribute
   */
  readonly secondsWaited: string;

  /**
   * Deploys these constructs, and everything in them, only after the gate opened. Security groups and their rules are not held
   * up: a gate may have to ask with those of the service that it protects.
   *
   * @param constructs what relies on what the gate waits for
   */
  protect(...constructs: IConstruct[]): void;
}
