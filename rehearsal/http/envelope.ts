import { type IncomingHttpHeaders } from 'node:http';

/** How a request is written, which decides how an error is answered. */
export type Protocol = 'query' | 'json' | 's3' | 'rest';

/** What can be told of a request before its service reads it. */
export interface Envelope {
  readonly protocol: Protocol;
  /** The service in the credential scope of the signature. */
  readonly service: string | undefined;
  readonly accessKeyId: string | undefined;
  /** For the log and the counts, such as `DescribeStacks` or `PUT /bucket/key`; never holds a query string. */
  readonly operation: string;
}

/** `Credential=ACCESS_KEY/20261123/us-east-1/sts/aws4_request` */
const CREDENTIAL = /Credential=([^/\s]+)\/\d+\/[^/\s]+\/([^/\s]+)\/aws4_request/;

const LONGEST_PATH = 80;

export interface RawRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

function protocolOf(request: RawRequest, service: string | undefined): Protocol {
  if (request.headers['x-amz-target'] !== undefined) return 'json';
  if (service === 's3' || service === undefined) return 's3';
  return (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded') ? 'query' : 'rest';
}

function operationOf(request: RawRequest, protocol: Protocol): string {
  if (protocol === 'json') return String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
  if (protocol === 'query') return new URLSearchParams(request.body.toString('utf8')).get('Action') ?? '(no action)';
  return `${request.method} ${request.url.pathname.slice(0, LONGEST_PATH)}`;
}

/** Reads who asks which service for what. */
export function envelopeOf(request: RawRequest): Envelope {
  const credential = CREDENTIAL.exec(request.headers.authorization ?? '');
  const service = credential?.[2];
  const protocol = protocolOf(request, service);
  return { protocol, service, accessKeyId: credential?.[1], operation: operationOf(request, protocol) };
}
