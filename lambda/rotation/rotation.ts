import { type RotationServices } from './rotation-services';
import { type RotationSettings } from './rotation-settings';

/** One call of the function: what it works on, with what, and until when. */
export interface Rotation {
  readonly secretId: string;
  readonly settings: RotationSettings;
  readonly services: RotationServices;
  /** When the call must have ended, milliseconds since the epoch. */
  readonly deadline: number;
}
