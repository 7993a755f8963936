import { type KeptCache } from '../../elasticache/kept-cache';
import { type RehearsedAws } from '../rehearsed-aws';

/** One call that changed a cache. */
export interface CacheChange {
  readonly operation: string;
  readonly cacheId: string;
}

/** The replication groups and serverless caches that a stack made. */
export function cachesOf(aws: RehearsedAws, stack: string): readonly KeptCache[] {
  return [...aws.groupsOf(stack), ...aws.serverlessOf(stack)];
}

/** The one cache of a stack. */
export function onlyCache(aws: RehearsedAws, stack: string): KeptCache {
  const [cache] = cachesOf(aws, stack);
  if (cache === undefined) throw new Error(`the stack ${stack} has no cache`);
  return cache;
}

/** Begins to look; gives every change since. */
export function watchChanges({ groups, serverless }: RehearsedAws): () => readonly CacheChange[] {
  const before = { groups: groups.changes.length, serverless: serverless.changes.length };
  return () => [
    ...groups.changes.slice(before.groups).map(({ operation, replicationGroupId: cacheId }) => ({ operation, cacheId })),
    ...serverless.changes.slice(before.serverless).map(({ operation, serverlessCacheName: cacheId }) => ({ operation, cacheId })),
  ];
}
