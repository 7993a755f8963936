import { ServiceError } from '../http/service';

const LINE_END = '\r\n';

const incomplete = (): ServiceError => new ServiceError('IncompleteBody', 'The request body terminated unexpectedly');

/**
 * Decodes an `aws-chunked` body: `size[;chunk-signature=...]`, the bytes, and so on until size 0, then trailers
 * such as a checksum, which are dropped.
 */
export function decodeAwsChunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const end = body.indexOf(LINE_END, offset);
    const header = end < 0 ? '' : body.toString('latin1', offset, end);
    const size = /^[0-9a-f]+(?=;|$)/i.exec(header)?.[0];
    if (size === undefined) throw incomplete();
    const length = Number.parseInt(size, 16);
    if (length === 0) return Buffer.concat(parts);
    const start = end + LINE_END.length;
    if (body.length < start + length + LINE_END.length) throw incomplete();
    parts.push(body.subarray(start, start + length));
    offset = start + length + LINE_END.length;
  }
}
