import { type IResolvable, type IResolveContext, Lazy } from 'aws-cdk-lib';
import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { finalDefinition, isOverridden, type TemplateProperties } from '../../private/final-properties';
import { statedProperties } from '../../private/stated-properties';
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
  const late = (produce: () => string): string => Lazy.uncachedString({ produce });
  // while CDK looks for references to other stacks it finds those of the group in the group itself
  const wanted: IResolvable = Lazy.uncachedAny({
    produce: ({ preparing }: IResolveContext) => (preparing ? {} : wantedIn(wholeProperties(group))),
  });
  return {
    GroupLogicalId: group.logicalId,
    Wanted: wanted as unknown as TemplateProperties,
    WantedSet: WANTED_SET,
    OnlineResharding: late(() => String(reshardsOnline(group))),
    UpdateReplacePolicy: late(() => updateReplacePolicyOf(group) ?? 'Delete'),
    ...(allowReplacement !== undefined && { AllowReplacement: allowReplacement }),
  };
}

/** Tokens in them are resolved with everything else; only structures must be spelled as in the template. */
function wholeProperties(group: CfnReplicationGroup): TemplateProperties {
  const stated = statedProperties(group);
  return stated === undefined || 'NodeGroupConfiguration' in stated ? (finalDefinition(group).Properties ?? {}) : stated;
}

/** Asked several times in every synthesis, as is the other: the whole definition is looked at only if it must be. */
function reshardsOnline(group: CfnReplicationGroup): boolean {
  const { updatePolicy } = group.cfnOptions;
  const stated: unknown = isOverridden(group, 'UpdatePolicy')
    ? finalDefinition(group).UpdatePolicy?.['UseOnlineResharding']
    : updatePolicy?.useOnlineResharding;
  return stated === true || stated === 'true';
}

function updateReplacePolicyOf(group: CfnReplicationGroup): string | undefined {
  return isOverridden(group, 'UpdateReplacePolicy') ? finalDefinition(group).UpdateReplacePolicy : group.cfnOptions.updateReplacePolicy;
}

function wantedIn(properties: TemplateProperties): TemplateProperties {
  const plain = GUARDED.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]] as const]));
  // a secret: that there is one is all that anybody may know
  const secret = properties['AuthToken'] === undefined ? {} : { AuthToken: 'set' };
  return { ...Object.fromEntries(plain), ...secret };
}
