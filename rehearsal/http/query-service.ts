import { randomUUID } from 'node:crypto';
import { parseQuery, requiredText, type QueryParameters } from './query-parameters';
import { type Caller, type Service, type ServiceRequest, type ServiceResponse } from './service';
import { UnknownOperation } from './unknown-operation';
import { xml, type XmlRecord } from './xml';

/** One operation of a service that speaks the AWS query protocol. */
export type QueryAction = (parameters: QueryParameters, caller: Caller | undefined) => XmlRecord | Promise<XmlRecord>;

/** The operations of a service, by name. */
export type QueryActions = Readonly<Record<string, QueryAction>>;

const NAMESPACES: Readonly<Record<string, string>> = {
  cloudformation: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  elasticache: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

function answer(service: string, action: string, result: XmlRecord): ServiceResponse {
  const body = xml(`${action}Response`, {
    '@xmlns': NAMESPACES[service] ?? `http://${service}.amazonaws.com/doc/`,
    [`${action}Result`]: result,
    ResponseMetadata: { RequestId: randomUUID() },
  });
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

/** A service of the query protocol: form bodies in, XML out. */
export function queryService(name: string, actions: QueryActions): Service {
  return {
    name,
    handle: async (request: ServiceRequest): Promise<ServiceResponse> => {
      const parameters = parseQuery(request.body.toString('utf8'));
      const operation = requiredText(parameters, 'Action');
      const action = Object.hasOwn(actions, operation) ? actions[operation] : undefined;
      if (!action) throw new UnknownOperation(`${name}:${operation}`, 'InvalidAction');
      return answer(name, operation, await action(parameters, request.caller));
    },
  };
}
