import { CfnReplicationGroup, CfnServerlessCache, type IReplicationGroupRef, type IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';

/** What a guard can protect. */
export interface GuardSubject {
  readonly replicationGroup?: IReplicationGroupRef;
  readonly serverlessCache?: IServerlessCacheRef;
}

/** The resource that CloudFormation would replace. */
export type GuardedResource = CfnReplicationGroup | CfnServerlessCache;

/** How messages call it. */
export type GuardedNoun = 'replication group' | 'serverless cache';

/** The L1 of the subject, if this app defines it: the value itself, or what the construct is made of. */
export function guardedResourceOf({ replicationGroup, serverlessCache }: GuardSubject): GuardedResource | undefined {
  return [replicationGroup, serverlessCache].flatMap((each) => [each, each?.node.defaultChild]).find(isGuardedResource);
}

function isGuardedResource(value: unknown): value is GuardedResource {
  return CfnReplicationGroup.isCfnReplicationGroup(value) || CfnServerlessCache.isCfnServerlessCache(value);
}

export function isServerlessCache(resource: GuardedResource): resource is CfnServerlessCache {
  return CfnServerlessCache.isCfnServerlessCache(resource);
}

export function nounOf(resource: GuardedResource): GuardedNoun {
  return isServerlessCache(resource) ? 'serverless cache' : 'replication group';
}
