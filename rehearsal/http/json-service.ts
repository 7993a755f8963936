import { type Caller, type Service, type ServiceRequest, type ServiceResponse } from './service';
import { UnknownOperation } from './unknown-operation';

/** The input of one operation. */
export type JsonInput = Readonly<Record<string, unknown>>;

/** One operation of a service that speaks AWS JSON; times are seconds since 1970, as the protocol wants them. */
export type JsonAction = (input: JsonInput, caller: Caller | undefined) => unknown;

/** The operations of a service, by name. */
export type JsonActions = Readonly<Record<string, JsonAction>>;

function inputOf(body: Buffer): JsonInput {
  const text = body.toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as JsonInput);
}

/** A service of AWS JSON 1.0 or 1.1; `targetPrefix` is the part of `x-amz-target` before the dot, such as `AWSStepFunctions`. */
export function jsonService(name: string, targetPrefix: string, actions: JsonActions): Service {
  return {
    name,
    handle: async (request: ServiceRequest): Promise<ServiceResponse> => {
      const [prefix, operation = ''] = (request.headers['x-amz-target'] ?? '').split('.');
      const action = prefix === targetPrefix && Object.hasOwn(actions, operation) ? actions[operation] : undefined;
      if (!action) throw new UnknownOperation(`${name}:${operation}`, 'UnknownOperationException');
      const output = await action(inputOf(request.body), request.caller);
      return {
        status: 200,
        headers: { 'content-type': request.headers['content-type'] ?? 'application/x-amz-json-1.1' },
        body: JSON.stringify(output ?? {}),
      };
    },
  };
}
