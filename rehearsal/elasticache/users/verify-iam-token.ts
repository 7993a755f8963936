import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a token must be signed with and for. */
export interface ExpectedToken {
  readonly userId: string;
  readonly replicationGroupId: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const LONGEST_SECONDS = 900;

/**
 * Why ElastiCache would not accept a token at this moment; nothing if it would. Written from the description of Signature
 * Version 4 alone, so that it does not share the mistakes of whoever signed.
 */
export function whyTokenIsRefused(token: string, expected: ExpectedToken, now: Date): string | undefined {
  const [host, query] = splitOnce(token, '/?');
  const parameters = new URLSearchParams(query);
  const get = (name: string): string => parameters.get(name) ?? '';
  const time = get('X-Amz-Date');
  const scope = `${time.slice(0, 8)}/${expected.region}/elasticache/aws4_request`;
  const wanted: readonly (readonly [string, string, string])[] = [
    ['host', host, expected.replicationGroupId],
    ['Action', get('Action'), 'connect'],
    ['User', get('User'), expected.userId],
    ['X-Amz-Algorithm', get('X-Amz-Algorithm'), 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', get('X-Amz-Credential'), `${expected.accessKeyId}/${scope}`],
    ['X-Amz-Security-Token', get('X-Amz-Security-Token'), expected.sessionToken],
    ['X-Amz-SignedHeaders', get('X-Amz-SignedHeaders'), 'host'],
  ];
  const wrong = wanted.find(([, given, right]) => given !== right);
  if (wrong) return `${wrong[0]} is not what it should be`;
  return whyLate(time, get('X-Amz-Expires'), now) ?? whyUnsigned(parameters, host, time, scope, expected.secretAccessKey);
}

function whyLate(time: string, expires: string, now: Date): string | undefined {
  if (!/^\d+$/.test(expires) || Number(expires) > LONGEST_SECONDS) return `X-Amz-Expires is more than ${LONGEST_SECONDS}`;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? [];
  const age = now.getTime() - Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return age <= Number(expires) * 1000 ? undefined : 'the token has expired';
}

function whyUnsigned(parameters: URLSearchParams, host: string, time: string, scope: string, secret: string): string | undefined {
  const pairs = [...parameters].filter(([name]) => name !== 'X-Amz-Signature').map(([name, value]) => `${escape(name)}=${escape(value)}`);
  const request = ['GET', '/', pairs.sort().join('&'), `host:${host}`, '', 'host', sha256('')].join('\n');
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secret}`);
  const signature = Buffer.from(hmac(key, text).toString('hex'));
  const given = Buffer.from(parameters.get('X-Amz-Signature') ?? '');
  return given.length === signature.length && timingSafeEqual(given, signature) ? undefined : 'the signature does not fit';
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** As RFC 3986 wants it: `encodeURIComponent` leaves some characters as they are. */
function escape(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
