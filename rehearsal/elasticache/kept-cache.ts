import { type CacheCluster } from '../cluster/cluster';
import { type CacheMember } from './cache-member';

/** A cache of any kind, a replication group or a serverless one, and the nodes that keep its data. */
export interface KeptCache {
  /** What CloudFormation knows it by. */
  readonly id: string;
  readonly configuration: object;
  readonly cluster: CacheCluster;
  readonly members: readonly CacheMember[];
}
