import { type CfnResource } from 'aws-cdk-lib';
import { dependOn } from '../../private/depend-on';
import { isImporting } from '../../private/importing';

/**
 * Deploys a resource before a cache. Not for the template of `cdk import`, which has the cache and not the resource; in the
 * next deployment the cache gets the dependency, which is no change to it.
 */
export function comeBefore(cache: CfnResource, resource: CfnResource): void {
  if (!isImporting(cache)) {
    dependOn(cache, resource);
  }
}
