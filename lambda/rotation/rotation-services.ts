import { type GateLog } from '../gate/gate-log';
import { type TokenGroups } from './token-group';
import { type TokenSecrets } from './token-secret';

/** Everything outside of a rotation. */
export interface RotationServices {
  readonly secrets: TokenSecrets;
  readonly groups: TokenGroups;
  readonly log: GateLog;
  readonly now: () => number;
  readonly pause: (millis: number) => Promise<void>;
}
