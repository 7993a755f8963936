import { createHash } from 'node:crypto';
import { ServiceError, type Service, type ServiceRequest, type ServiceResponse } from '../http/service';
import { UnknownOperation } from '../http/unknown-operation';
import { FlatList, xml, type XmlRecord } from '../http/xml';
import { decodeAwsChunked } from './aws-chunked';
import { type ObjectStore } from './object-store';

interface Target {
  readonly bucket: string;
  readonly key: string;
}

/** Loopback addresses make every client use path style: `/bucket/key`. */
function targetOf(request: ServiceRequest): Target {
  const [bucket = '', ...key] = request.url.pathname.slice(1).split('/').map(decodeURIComponent);
  return { bucket, key: key.join('/') };
}

const answer = (element: string, value: XmlRecord | string): ServiceResponse => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: xml(element, value),
});

const etagOf = (content: Buffer): string => `"${createHash('md5').update(content).digest('hex')}"`;

function contentOf(request: ServiceRequest): Buffer {
  const chunked = (request.headers['content-encoding'] ?? '').includes('aws-chunked') || request.headers['x-amz-decoded-content-length'] !== undefined;
  return chunked ? decodeAwsChunked(request.body) : request.body;
}

function listing(store: ObjectStore, { bucket }: Target, search: URLSearchParams): ServiceResponse {
  const keys = store.keys(bucket, search.get('prefix') ?? '');
  return answer('ListBucketResult', {
    Name: bucket,
    KeyCount: keys.length,
    IsTruncated: false,
    Contents: new FlatList(keys.map((key) => ({ Key: key, Size: store.get(bucket, key)?.length }))),
  });
}

const ENCRYPTION = { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } } };

/** Questions about a bucket itself. */
function bucketAnswer(store: ObjectStore, request: ServiceRequest, target: Target): ServiceResponse {
  const search = request.url.searchParams;
  if (request.method === 'HEAD') return { status: 200 };
  if (request.method === 'GET' && search.has('location')) return answer('LocationConstraint', '');
  if (request.method === 'GET' && search.has('encryption')) return answer('ServerSideEncryptionConfiguration', ENCRYPTION);
  if (request.method === 'GET' && search.has('list-type')) return listing(store, target, search);
  throw new UnknownOperation(`s3:${request.method} bucket?${[...search.keys()].join('&')}`, 'NotImplemented');
}

function stored(store: ObjectStore, request: ServiceRequest, { bucket, key }: Target): ServiceResponse {
  const content = contentOf(request);
  store.put(bucket, key, content);
  return { status: 200, headers: { etag: etagOf(content) } };
}

function found(store: ObjectStore, { bucket, key }: Target): ServiceResponse {
  const content = store.get(bucket, key);
  if (!content) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
  return { status: 200, headers: { etag: etagOf(content), 'content-type': 'application/octet-stream' }, body: content };
}

/** S3 as far as the CDK CLI publishes assets to it: whole objects, no multipart uploads. */
export function s3Service(store: ObjectStore): Service {
  const handle = (request: ServiceRequest): ServiceResponse => {
    const target = targetOf(request);
    const multipart = request.url.searchParams.has('uploads') || request.url.searchParams.has('uploadId');
    if (target.key === '') return bucketAnswer(store, request, target);
    if (request.method === 'PUT' && !multipart) return stored(store, request, target);
    if ((request.method === 'GET' || request.method === 'HEAD') && !multipart) return found(store, target);
    throw new UnknownOperation(`s3:${request.method} object`, 'NotImplemented');
  };
  return { name: 's3', handle: (request) => Promise.resolve().then(() => handle(request)) };
}
