import { type GateServices } from '../gate-services';
import { type GroupReader } from './cache-group';
import { type ProbeCaller } from './probe-caller';
import { type SecretReader } from './secret-reader';

/** Everything outside that the gates which ask nodes work with. */
export interface NodeServices extends GateServices {
  readonly groups: GroupReader;
  readonly probe: ProbeCaller;
  readonly secrets: SecretReader;
}
