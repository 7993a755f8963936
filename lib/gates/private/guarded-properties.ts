import { Lazy, type IResolvable } from 'aws-cdk-lib';
import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { finalDefinition, type ResourceDefinition, type TemplateProperties } from '../../private/final-properties';
import { type ReplacementGuardProperties } from '../contract';

/** Goes up when `GUARDED` changes, so that a property that only a newer version knows does not look as if it had been added. */
const WANTED_SET = '1';

/** What the handler compares, in the order of `REPLACING_PROPERTIES`. */
const GUARDED = [
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
];

/**
 * What the guard tells its handler about the group. All of it is read when nothing changes any more, and changes with the
 * group: CloudFormation runs a custom resource only when a property of it changes.
 */
export function guardedProperties(group: CfnReplicationGroup, allowReplacement: string | undefined): ReplacementGuardProperties {
  const late = (read: (definition: ResourceDefinition) => string): string =>
    Lazy.uncachedString({ produce: () => read(finalDefinition(group)) });
  const wanted: IResolvable = Lazy.uncachedAny({ produce: () => wantedIn(finalDefinition(group).Properties ?? {}) });
  return {
    GroupLogicalId: group.logicalId,
    Wanted: wanted as unknown as TemplateProperties,
    WantedSet: WANTED_SET,
    OnlineResharding: late(({ UpdatePolicy }) => String([true, 'true'].includes(UpdatePolicy?.['UseOnlineResharding'] as boolean | string))),
    UpdateReplacePolicy: late(({ UpdateReplacePolicy }) => UpdateReplacePolicy ?? 'Delete'),
    ...(allowReplacement !== undefined && { AllowReplacement: allowReplacement }),
  };
}

function wantedIn(properties: TemplateProperties): TemplateProperties {
  const plain = GUARDED.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]] as const]));
  // a secret: that there is one is all that anybody may know
  const secret = properties['AuthToken'] === undefined ? {} : { AuthToken: 'set' };
  return { ...Object.fromEntries(plain), ...secret };
}
