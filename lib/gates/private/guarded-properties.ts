import { type IResolvable, type IResolveContext, Lazy } from 'aws-cdk-lib';
import { finalDefinition, finalProperties, isOverridden, type TemplateProperties } from '../../private/final-properties';
import { statedProperties } from '../../private/stated-properties';
import { type ReplacementGuardProperties } from '../contract';
import { type GuardedNoun, type GuardedResource, isServerlessCache, nounOf } from './guarded-cache';

/** Goes up when `GUARDED` changes, so that a property that only a newer version knows does not look as if it had been added. */
const WANTED_SET = '1';

/** What the handler compares, in the order of its own lists. */
const GUARDED: Readonly<Record<GuardedNoun, readonly string[]>> = {
  'replication group': [
    'NetworkType',
    'Engine',
    'CacheSubnetGroupName',
    'Port',
    'AtRestEncryptionEnabled',
    'KmsKeyId',
    'DataTieringEnabled',
    'GlobalReplicationGroupId',
    'ReplicationGroupId',
    'PreferredCacheClusterAZs',
    'SnapshotName',
    'SnapshotArns',
    'NumNodeGroups',
    'NodeGroupConfiguration',
  ],
  'serverless cache': ['NetworkType', 'SubnetIds', 'KmsKeyId', 'ServerlessCacheName', 'SnapshotArnsToRestore', 'ConnectionType'],
};

/**
 * What the guard tells its handler about the cache. All of it is read when nothing changes any more, and changes with the
 * cache: CloudFormation runs a custom resource only when a property of it changes.
 */
export function guardedProperties(resource: GuardedResource, allowReplacement: string | undefined): ReplacementGuardProperties {
  const late = (produce: () => string): string => Lazy.uncachedString({ produce });
  const noun = nounOf(resource);
  // while CDK looks for references to other stacks it finds those of the cache in the cache itself
  const wanted: IResolvable = Lazy.uncachedAny({
    produce: ({ preparing }: IResolveContext) => (preparing ? {} : wantedIn(wholeProperties(resource), GUARDED[noun])),
  });
  return {
    GroupLogicalId: resource.logicalId,
    ...(noun === 'serverless cache' && { CacheKind: 'SERVERLESS' }),
    Wanted: wanted as unknown as TemplateProperties,
    WantedSet: WANTED_SET,
    OnlineResharding: late(() => String(reshardsOnline(resource))),
    UpdateReplacePolicy: late(() => fateOf(resource)),
    ...(allowReplacement !== undefined && { AllowReplacement: allowReplacement }),
  };
}

/** Tokens in them are resolved with everything else; only structures must be spelled as in the template. */
function wholeProperties(resource: GuardedResource): TemplateProperties {
  const stated = isServerlessCache(resource) ? undefined : statedProperties(resource);
  return stated === undefined || 'NodeGroupConfiguration' in stated ? finalProperties(resource) : stated;
}

/** Asked several times in every synthesis, as is the other: the whole definition is looked at only if it must be. */
function reshardsOnline(resource: GuardedResource): boolean {
  const { updatePolicy } = resource.cfnOptions;
  const stated: unknown = isOverridden(resource, 'UpdatePolicy')
    ? finalDefinition(resource).UpdatePolicy?.['UseOnlineResharding']
    : updatePolicy?.useOnlineResharding;
  return stated === true || stated === 'true';
}

/** A serverless cache leaves a snapshot if it is told a name for one; CloudFormation has no policy for that. */
function fateOf(resource: GuardedResource): string {
  const policy = updateReplacePolicyOf(resource) ?? 'Delete';
  return policy === 'Delete' && isServerlessCache(resource) && finalProperties(resource)['FinalSnapshotName'] !== undefined ? 'Snapshot' : policy;
}

function updateReplacePolicyOf(resource: GuardedResource): string | undefined {
  return isOverridden(resource, 'UpdateReplacePolicy') ? finalDefinition(resource).UpdateReplacePolicy : resource.cfnOptions.updateReplacePolicy;
}

function wantedIn(properties: TemplateProperties, guarded: readonly string[]): TemplateProperties {
  const plain = guarded.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]] as const]));
  // a secret: that there is one is all that anybody may know
  const secret = properties['AuthToken'] === undefined ? {} : { AuthToken: 'set' };
  return { ...Object.fromEntries(plain), ...secret };
}
