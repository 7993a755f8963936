import { type Service, ServiceError, type ServiceRequest, type ServiceResponse } from '../http/service';
import { UnknownOperation } from '../http/unknown-operation';
import { type Iam } from '../iam/iam';
import { type Log } from '../log';
import { type LambdaFunction, parseFunctionReference } from './lambda-function';
import { type LambdaFunctions } from './lambda-functions';

/** `/2015-03-31/functions/NAME`, and what of the function is asked for. */
const PATH = /^\/2015-03-31\/functions\/([^/]+)(?:\/(invocations|configuration))?\/?$/;

/** The API of Lambda: Invoke, GetFunction and GetFunctionConfiguration. */
export function lambdaService(functions: LambdaFunctions, iam: Iam, log: Log): Service {
  return {
    name: 'lambda',
    handle: async (request) => {
      const [, written, part] = PATH.exec(request.url.pathname) ?? [];
      const expected = part === 'invocations' ? 'POST' : 'GET';
      if (written === undefined || request.method !== expected) throw new UnknownOperation(`lambda:${request.method} ${request.url.pathname}`, 'UnknownOperationException');
      const reference = decodeURIComponent(written);
      const action = part === 'invocations' ? 'lambda:InvokeFunction' : part === 'configuration' ? 'lambda:GetFunctionConfiguration' : 'lambda:GetFunction';
      iam.authorize(request.caller, action, arnOf(functions, reference, request));
      if (part === 'invocations') return invoke(functions, log, reference, request);
      const configuration = configurationOf(functions.get(reference));
      return json(200, part === 'configuration' ? configuration : { Configuration: configuration });
    },
  };
}

/** The ARN that a policy must name: with the qualifier if one is given. */
function arnOf(functions: LambdaFunctions, reference: string, request: ServiceRequest): string {
  const qualifier = request.url.searchParams.get('Qualifier') ?? parseFunctionReference(reference).qualifier;
  const arn = functions.find(reference)?.arn;
  if (arn === undefined) return reference.startsWith('arn:') ? reference : '*';
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

async function invoke(functions: LambdaFunctions, log: Log, reference: string, request: ServiceRequest): Promise<ServiceResponse> {
  functions.get(reference);
  const payload = request.body.length === 0 ? '{}' : request.body.toString('utf8');
  checkJson(payload);
  switch (request.headers['x-amz-invocation-type'] ?? 'RequestResponse') {
    case 'DryRun':
      return { status: 204 };
    case 'Event':
      functions.invoke(reference, payload, 'Event').catch((error: unknown) => {
        log('lambda', `an asynchronous invocation of ${reference} failed: ${String(error)}`);
      });
      return { status: 202 };
    default: {
      const outcome = await functions.invoke(reference, payload);
      const headers = { 'x-amz-executed-version': '$LATEST', ...(outcome.failed ? { 'x-amz-function-error': 'Unhandled' } : {}) };
      return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: outcome.payload };
    }
  }
}

function checkJson(payload: string): void {
  try {
    JSON.parse(payload);
  } catch (error) {
    throw new ServiceError('InvalidRequestContentException', `Could not parse request body into json: ${String(error)}`);
  }
}

function configurationOf({ name, arn, configuration }: LambdaFunction): object {
  return {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: configuration.runtime,
    Role: configuration.roleArn,
    Handler: configuration.handler,
    Timeout: configuration.timeoutMillis / 1000,
    MemorySize: configuration.memoryMebibytes,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
  };
}

function json(status: number, body: object): ServiceResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
