import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { type ProbeRequest } from '../../../lib/gates/contract';
import { type ProbeAnswer, type ProbeCaller } from './probe-caller';

/** Needs `lambda:InvokeFunction` on the probe. */
export class LambdaProbe implements ProbeCaller {
  public constructor(private readonly client: LambdaClient) {}

  public async watch(functionArn: string, request: ProbeRequest): Promise<ProbeAnswer> {
    const { FunctionError, Payload } = await this.client.send(
      new InvokeCommand({ FunctionName: functionArn, InvocationType: 'RequestResponse', Payload: JSON.stringify(request) }),
    );
    const text = Payload?.transformToString() ?? '';
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (FunctionError) throw new Error(`the function failed: ${messageIn(answer)}`);
    if (!isAnswer(answer)) throw new Error('the function gave no verdict');
    return answer;
  }
}

/** Lambda's own words where the function timed out or did not start. */
function messageIn(payload: unknown): string {
  if (!isRecord(payload) || typeof payload['errorMessage'] !== 'string') return 'without a message';
  return payload['errorMessage'];
}

/** Probe and gate are deployed together: this guards against another function behind the ARN, not against another version. */
function isAnswer(payload: unknown): payload is ProbeAnswer {
  if (!isRecord(payload) || typeof payload['decidedAtMillis'] !== 'number') return false;
  const { verdict } = payload;
  return isRecord(verdict) && KINDS.has(verdict['kind']) && Array.isArray(verdict['members']);
}

const KINDS = new Set<unknown>(['open', 'waiting', 'refused']);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
