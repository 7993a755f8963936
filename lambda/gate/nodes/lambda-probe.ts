import { type LambdaClient } from '@aws-sdk/client-lambda';
import { type ProbeRequest } from '../../../lib/gates/contract';
import { invokeFunction } from '../invoke-function';
import { type ProbeAnswer, type ProbeCaller } from './probe-caller';

/** Needs `lambda:InvokeFunction` on the probe. */
export class LambdaProbe implements ProbeCaller {
  public constructor(private readonly client: LambdaClient) {}

  public async watch(functionArn: string, request: ProbeRequest): Promise<ProbeAnswer> {
    const answer = await invokeFunction(this.client, functionArn, request);
    if (!isAnswer(answer)) throw new Error('the function gave no verdict');
    return answer;
  }
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
