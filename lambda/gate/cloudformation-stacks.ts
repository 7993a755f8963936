import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { type StackStatusReader } from './stack-phase';

/** Needs `cloudformation:DescribeStacks` on the stack. */
export class CloudFormationStacks implements StackStatusReader {
  public constructor(private readonly client: CloudFormationClient) {}

  public async stackStatus(stackId: string): Promise<string | undefined> {
    const { Stacks } = await this.client.send(new DescribeStacksCommand({ StackName: stackId }));
    return Stacks?.[0]?.StackStatus;
  }
}
