import { type LambdaClient } from '@aws-sdk/client-lambda';
import { type ConditionRequest } from '../../../lib/gates/contract';
import { invokeFunction } from '../invoke-function';
import { type ConditionCaller } from './condition-caller';

/** Needs `lambda:InvokeFunction` on the function of the author. */
export class LambdaCondition implements ConditionCaller {
  public constructor(private readonly client: LambdaClient) {}

  public ask(functionArn: string, request: ConditionRequest): Promise<unknown> {
    return invokeFunction(this.client, functionArn, request);
  }
}
