import { type ClusterNode } from '../cluster/cluster';
import { type KeptCache } from '../elasticache/kept-cache';

/** A node that reports metrics, and the one dimension that tells it from others. */
export interface Reporter {
  readonly dimension: { readonly Name: string; readonly Value: string };
  readonly node: ClusterNode;
}

/** The nodes of groups report each for itself; of a serverless cache there is one number. */
export function reportersOf(groups: readonly Pick<KeptCache, 'members'>[], serverless: readonly Pick<KeptCache, 'id' | 'members'>[]): readonly Reporter[] {
  const nodes = groups.flatMap(({ members }) => members.map(({ memberId, node }) => ({ dimension: { Name: 'CacheClusterId', Value: memberId }, node })));
  const caches = serverless.flatMap(({ id, members }) => members.map(({ node }) => ({ dimension: { Name: 'clusterId', Value: id }, node })));
  return [...nodes, ...caches];
}
