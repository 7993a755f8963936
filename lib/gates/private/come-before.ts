import { type CfnResource } from 'aws-cdk-lib';
import { type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { dependOn } from '../../private/depend-on';
import { isImporting } from '../../private/importing';

/**
 * Deploys a resource before the group. Not for the template of `cdk import`, which has the group and not the resource; in the
 * next deployment the group gets the dependency, which is no change to it.
 */
export function comeBefore(group: CfnReplicationGroup, resource: CfnResource): void {
  if (!isImporting(group)) {
    dependOn(group, resource);
  }
}
