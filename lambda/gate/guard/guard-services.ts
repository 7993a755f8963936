import { type GateServices } from '../gate-services';
import { type StackResourceReader } from '../stack-resources';
import { type LiveGroupReader, type UsageReader } from './live-group';

/** Everything outside that the guard works with. */
export interface GuardServices extends GateServices {
  readonly resources: StackResourceReader;
  readonly live: LiveGroupReader;
  readonly usage: UsageReader;
}
