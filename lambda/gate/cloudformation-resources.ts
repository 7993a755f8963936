import { types } from 'node:util';
import { type CloudFormationClient, DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { type StackResourceReader } from './stack-resources';

/** Needs `cloudformation:DescribeStackResource` on the stack. */
export class CloudFormationResources implements StackResourceReader {
  public constructor(private readonly client: CloudFormationClient) {}

  public async physicalId(stackId: string, logicalId: string): Promise<string | undefined> {
    try {
      const { StackResourceDetail: resource } = await this.client.send(
        new DescribeStackResourceCommand({ StackName: stackId, LogicalResourceId: logicalId }),
      );
      const isGone = resource?.ResourceStatus === 'DELETE_COMPLETE';
      return isGone || resource?.PhysicalResourceId === '' ? undefined : resource?.PhysicalResourceId;
    } catch (error) {
      if (saysNoSuchResource(error)) return undefined;
      throw error;
    }
  }
}

/** There is no error code of its own for this. */
function saysNoSuchResource(error: unknown): boolean {
  return types.isNativeError(error) && error.name === 'ValidationError' && /^Resource .* does not exist/.test(error.message);
}
