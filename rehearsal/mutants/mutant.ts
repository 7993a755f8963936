import { type Scenario } from '../scenario/scenario';

/** The product, broken on purpose in one place. */
export interface Mutant {
  /** File in `wrappers/`, which takes the place of a bundle and may call it. */
  readonly name: string;
  /** Folder of the bundle in `build/lambda/`. */
  readonly bundle: 'gate' | 'probe';
  /** Where it must be found. */
  readonly scenario: Scenario;
  /** What the rehearsal must say of it. */
  readonly found: RegExp;
}
