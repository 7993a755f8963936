import { type GateServices } from '../gate-services';
import { type StackResourceReader } from '../stack-resources';
import { type LiveCacheReader, type UsageReader } from './live-cache';

/** Everything outside that the guard works with. */
export interface GuardServices extends GateServices {
  readonly resources: StackResourceReader;
  readonly live: LiveCacheReader;
  readonly serverless: LiveCacheReader;
  readonly usage: UsageReader;
}
