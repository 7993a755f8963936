import { randomBytes, randomUUID } from 'node:crypto';
import { readAnswer, type CustomResourceAnswer } from './custom-resource-answer';
import { type CustomResourceAnswered, type CustomResourceRequest, type CustomResourceRequested, type RequestType } from './custom-resource-events';
import { messageOf, ResourceFailure, UpdateRefused } from './resource-failure';
import { type Properties, type ResourceContext, type ResourceProvider, type ResourceState } from './resource-provider';
import { stringifiedRecord } from './values';

/** Calls a function; rejects only when the call itself was not possible, not when the function failed. */
export type InvokeFunction = (functionArn: string, event: CustomResourceRequest) => Promise<unknown>;

export interface CustomResourcesOptions {
  readonly region: string;
  readonly invokeFunction: InvokeFunction;
  readonly onRequest: (event: CustomResourceRequested) => void;
  readonly onAnswer: (event: CustomResourceAnswered) => void;
}

type Outcome =
  | (CustomResourceAnswer & { readonly answerBytes: number })
  | { readonly status: 'TIMED_OUT' | 'CANCELLED' | 'NOT_INVOKED'; readonly reason: string };

interface Waiting {
  readonly request: CustomResourceRequest;
  readonly settle: (outcome: Outcome) => void;
}

type Extra = Pick<CustomResourceRequest, 'PhysicalResourceId' | 'OldResourceProperties'>;

const DEFAULT_TIMEOUT_SECONDS = 3600;

/** Types that call a function, under whatever name. */
export const isCustomResource = (type: string): boolean => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';

/** The id that CloudFormation makes up for a resource whose function never gave one. */
const inventedId = (context: ResourceContext): string => `${context.stackName}-${context.logicalId}-${randomBytes(6).toString('hex').toUpperCase()}`;

function timeoutSeconds(properties: Properties): number {
  const seconds = Number(properties['ServiceTimeout'] ?? DEFAULT_TIMEOUT_SECONDS);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > DEFAULT_TIMEOUT_SECONDS) {
    throw new ResourceFailure(`ServiceTimeout must be an integer from 1 to ${DEFAULT_TIMEOUT_SECONDS}`);
  }
  return seconds;
}

function serviceToken(properties: Properties): string {
  const token = properties['ServiceToken'];
  if (typeof token !== 'string' || token === '') throw new ResourceFailure('Value of property ServiceToken must be a non-empty string');
  return token;
}

/** The custom-resource protocol: call a function, then wait for what it PUTs to the ResponseURL. */
export class CustomResources implements ResourceProvider {
  private readonly waiting = new Map<string, Waiting>();
  /** Tokens that were answered or given up: a late answer is accepted, as S3 would, and has no effect. */
  private readonly ended = new Set<string>();

  public constructor(private readonly options: CustomResourcesOptions) {}

  public async create(properties: Properties, context: ResourceContext): Promise<ResourceState> {
    const outcome = await this.ask('Create', properties, context, {});
    if (outcome.status === 'SUCCESS') return { physicalId: outcome.physicalId, attributes: outcome.data };
    if (outcome.status === 'NOT_INVOKED') throw new ResourceFailure(outcome.reason);
    const answered = outcome.status === 'FAILED' ? outcome.physicalId : undefined;
    throw new ResourceFailure(outcome.reason, answered ?? inventedId(context));
  }

  public async update(current: ResourceState, before: Properties, after: Properties, context: ResourceContext): Promise<ResourceState> {
    if (serviceToken(before) !== serviceToken(after)) throw new UpdateRefused('Modifying service token is not allowed.');
    const outcome = await this.ask('Update', after, context, {
      PhysicalResourceId: current.physicalId,
      OldResourceProperties: stringifiedRecord(before),
    });
    if (outcome.status === 'SUCCESS') return { physicalId: outcome.physicalId, attributes: outcome.data };
    throw new ResourceFailure(outcome.reason);
  }

  public async delete(current: ResourceState, properties: Properties, context: ResourceContext): Promise<void> {
    const outcome = await this.ask('Delete', properties, context, { PhysicalResourceId: current.physicalId });
    if (outcome.status !== 'SUCCESS') throw new ResourceFailure(outcome.reason);
  }

  /** Takes what was PUT to a ResponseURL; false when no request ever had this token. */
  public respond(token: string, body: Buffer): boolean {
    const waiting = this.waiting.get(token);
    waiting?.settle({ ...worded(readAnswer(body, waiting.request), waiting.request), answerBytes: body.length });
    return waiting !== undefined || this.ended.has(token);
  }

  private async ask(type: RequestType, properties: Properties, context: ResourceContext, extra: Extra): Promise<Outcome> {
    const seconds = timeoutSeconds(properties);
    const token = randomBytes(32).toString('hex');
    const request = this.request(type, properties, context, token, extra);
    const requested = { stackName: context.stackName, request: withoutUrl(request), at: new Date() };
    const answer = this.answerTo(request, token, seconds, context);
    this.options.onRequest(requested);
    this.options.invokeFunction(request.ServiceToken, request).catch((error: unknown) => {
      this.waiting.get(token)?.settle({ status: 'NOT_INVOKED', reason: messageOf(error) });
    });
    const outcome = await answer;
    this.options.onAnswer(answered(requested, outcome));
    return outcome;
  }

  private async answerTo(request: CustomResourceRequest, token: string, seconds: number, { signal }: ResourceContext): Promise<Outcome> {
    const cancelled: Outcome = { status: 'CANCELLED', reason: `Resource ${request.RequestType === 'Create' ? 'creation' : 'update'} cancelled` };
    let timer: NodeJS.Timeout | undefined;
    let cancel = (): void => undefined;
    try {
      return await new Promise<Outcome>((settle) => {
        this.waiting.set(token, { request, settle });
        timer = setTimeout(() => {
          settle({ status: 'TIMED_OUT', reason: unanswered(request) });
        }, seconds * 1000);
        cancel = (): void => {
          settle(cancelled);
        };
        signal?.addEventListener('abort', cancel);
        if (signal?.aborted) cancel();
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      this.waiting.delete(token);
      this.ended.add(token);
    }
  }

  private request(type: RequestType, properties: Properties, context: ResourceContext, token: string, extra: Extra): CustomResourceRequest {
    const requestId = randomUUID();
    return {
      RequestType: type,
      ServiceToken: serviceToken(properties),
      ResponseURL: this.responseUrl(context, requestId, token),
      StackId: context.stackId,
      RequestId: requestId,
      LogicalResourceId: context.logicalId,
      ResourceType: context.resourceType,
      ResourceProperties: stringifiedRecord(properties),
      ...extra,
    };
  }

  private responseUrl({ stackId, logicalId }: ResourceContext, requestId: string, token: string): string {
    const host = `cloudformation-custom-resource-response-${this.options.region.replaceAll('-', '')}.s3.amazonaws.com`;
    const path = encodeURIComponent(`${stackId}|${logicalId}|${requestId}`);
    return `https://${host}/${path}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=7200&X-Amz-SignedHeaders=host&X-Amz-Signature=${token}`;
  }
}

function worded(answer: CustomResourceAnswer, { RequestId }: CustomResourceRequest): CustomResourceAnswer {
  if (answer.status !== 'FAILED') return answer;
  return { ...answer, reason: `Received response status [FAILED] from custom resource. Message returned: ${answer.reason} (RequestId: ${RequestId})` };
}

const unanswered = ({ RequestId }: CustomResourceRequest): string =>
  `CloudFormation did not receive a response from your Custom Resource. Please check your logs for requestId [${RequestId}]. ` +
  'If you are using the Python cfn-response module, you may need to update your Lambda function code so that CloudFormation can attach the updated version.';

function withoutUrl(request: CustomResourceRequest): Omit<CustomResourceRequest, 'ResponseURL'> {
  const visible = Object.entries(request).filter(([name]) => name !== 'ResponseURL');
  return Object.fromEntries(visible) as Omit<CustomResourceRequest, 'ResponseURL'>;
}

function answered(requested: CustomResourceRequested, outcome: Outcome): CustomResourceAnswered {
  const answeredAt = new Date();
  const { status, ...rest } = outcome;
  return { ...requested, ...rest, outcome: status, answeredAt, millis: answeredAt.getTime() - requested.at.getTime() };
}
