import { type CfnResource } from 'aws-cdk-lib';

/** What versions of aws-cdk-lib newer than ours call `addDependency`, of which they warn. */
interface NewerResource {
  addResourceDependency(target: CfnResource): void;
}

/** Deploys `resource`, and nothing that is below it in the tree, after `target`. */
export function dependOn(resource: CfnResource, target: CfnResource): void {
  if (isNewer(resource)) {
    resource.addResourceDependency(target);
  } else {
    resource.addDependency(target);
  }
}

function isNewer(resource: CfnResource): resource is CfnResource & NewerResource {
  return 'addResourceDependency' in resource;
}
