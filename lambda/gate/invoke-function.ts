import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** The JSON that a function answers. Rejects if it can not be invoked or fails. Needs `lambda:InvokeFunction` on it. */
export async function invokeFunction(client: LambdaClient, functionArn: string, payload: object): Promise<unknown> {
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({ FunctionName: functionArn, InvocationType: 'RequestResponse', Payload: JSON.stringify(payload) }),
  );
  const text = Payload?.transformToString() ?? '';
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (FunctionError) throw new Error(`the function failed: ${messageIn(answer)}`);
  return answer;
}

/** Lambda's own words where the function timed out or did not start. */
function messageIn(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null || !('errorMessage' in payload)) return 'without a message';
  return typeof payload.errorMessage === 'string' ? payload.errorMessage : 'without a message';
}
