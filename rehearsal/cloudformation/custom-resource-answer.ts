import { isRecord, type JsonRecord } from './values';

/** CloudFormation accepts no longer answer, in bytes. */
export const LONGEST_ANSWER = 4096;

/** The longest physical id, in bytes. */
const LONGEST_PHYSICAL_ID = 1024;

/** What has to come back unchanged. */
export interface RequestIdentity {
  readonly RequestId: string;
  readonly StackId: string;
  readonly LogicalResourceId: string;
}

/** What a custom resource answered, or why its answer counts for nothing. */
export type CustomResourceAnswer =
  | { readonly status: 'SUCCESS'; readonly physicalId: string; readonly data: JsonRecord; readonly reason: string }
  | { readonly status: 'FAILED' | 'INVALID'; readonly physicalId?: string; readonly reason: string };

const invalid = (reason: string): CustomResourceAnswer => ({ status: 'INVALID', reason });

function parsed(body: Buffer): JsonRecord | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Judges the body that a custom resource PUT to its ResponseURL. */
export function readAnswer(body: Buffer, request: RequestIdentity): CustomResourceAnswer {
  if (body.length > LONGEST_ANSWER) return invalid('Response object is too long.');
  const answer = parsed(body);
  if (!answer) return invalid('Response is not valid JSON.');
  for (const name of ['RequestId', 'StackId', 'LogicalResourceId'] as const) {
    if (answer[name] !== request[name]) return invalid(`Invalid response: ${name} does not match the request.`);
  }
  const { Status, Reason, PhysicalResourceId, Data } = answer;
  const reason = typeof Reason === 'string' ? Reason : '';
  const physicalId = typeof PhysicalResourceId === 'string' && PhysicalResourceId !== '' ? PhysicalResourceId : undefined;
  if (Status === 'FAILED') return { status: 'FAILED', reason, ...(physicalId === undefined ? {} : { physicalId }) };
  if (Status !== 'SUCCESS') return invalid('Invalid response: Status must be SUCCESS or FAILED.');
  if (physicalId === undefined || Buffer.byteLength(physicalId) > LONGEST_PHYSICAL_ID) return invalid('Invalid PhysicalResourceId.');
  if (Data !== undefined && Data !== null && !isRecord(Data)) return invalid('Invalid response: Data must be an object.');
  return { status: 'SUCCESS', physicalId, data: isRecord(Data) ? Data : {}, reason };
}
