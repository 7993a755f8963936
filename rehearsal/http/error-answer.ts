import { randomUUID } from 'node:crypto';
import { type Protocol } from './envelope';
import { ServiceError, type ServiceResponse } from './service';
import { xml } from './xml';

/** Anything that is not a `ServiceError` is our own mistake; the caller sees what AWS would show. */
export function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  return new ServiceError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
}

function body(protocol: Protocol, error: ServiceError): string {
  const { code, message } = error;
  switch (protocol) {
    case 'query':
      return xml('ErrorResponse', { Error: { Type: error.status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message }, RequestId: randomUUID() });
    case 's3':
      return xml('Error', { Code: code, Message: message });
    case 'json':
    case 'rest':
      return JSON.stringify({ __type: code, message, Message: message });
  }
}

const CONTENT_TYPES: Readonly<Record<Protocol, string>> = {
  query: 'text/xml',
  s3: 'application/xml',
  json: 'application/x-amz-json-1.1',
  rest: 'application/json',
};

/** An error in the format of the protocol that the request was written in. */
export function errorAnswer(protocol: Protocol, error: ServiceError): ServiceResponse {
  return {
    status: error.status,
    headers: { 'content-type': CONTENT_TYPES[protocol], 'x-amzn-errortype': error.code },
    body: body(protocol, error),
  };
}
