import { type CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { conditionOf } from '../../private/final-properties';

/**
 * Gives a resource the CloudFormation condition of the group that it is about: where there is no group, nothing of it can be
 * read. The condition may be given to the group after this. Of a group in another stack nothing is taken: conditions are of one
 * template.
 */
export function takeConditionOf(group: CfnResource | undefined, resource: CfnResource): void {
  if (group !== undefined && Stack.of(group) === Stack.of(resource)) {
    resource.addOverride('Condition', Lazy.uncachedAny({ produce: () => conditionOf(group) }));
  }
}
