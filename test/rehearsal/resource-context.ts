import { type ResourceContext } from '../../rehearsal/cloudformation/resource-provider';

/** Where a resource under test stands. */
export function contextOf(resourceType: string, logicalId: string): ResourceContext {
  return {
    stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/Cache/0a1b2c3d',
    stackName: 'Cache',
    logicalId,
    resourceType,
    region: 'us-east-1',
    account: '123456789012',
  };
}
