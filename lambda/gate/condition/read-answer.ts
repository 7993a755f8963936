import { type ConditionAnswer } from '../../../lib/gates/contract';

/** An answer that is as it should be, or what is wrong with it. */
export type ReadAnswer = { readonly ok: true; readonly answer: ConditionAnswer } | { readonly ok: false; readonly problem: string };

/** An answer to CloudFormation has 4096 bytes, of which a part is ours. */
const MOST_ATTRIBUTE_BYTES = 1500;
const RESERVED = new Set(['Outcome', 'SecondsWaited', 'StartedAtMillis', 'DeadlineAtMillis']);
const LONGEST_QUOTE = 200;

/** Reads what the function answered, and holds it against the contract. */
export function readAnswer(payload: unknown, attributeNames: readonly string[]): ReadAnswer {
  if (!isRecord(payload)) return wrong(`the answer is ${quoted(payload)}: it must be an object with a status`);
  const { status, reason, attributes } = payload;
  if (status !== 'MET' && status !== 'NOT_YET' && status !== 'REFUSED') {
    return wrong(`the status of the answer is ${quoted(status)}: it must be "MET", "NOT_YET" or "REFUSED"`);
  }
  if (status !== 'MET') {
    if (typeof reason !== 'string' || reason === '') return wrong(`the reason of the answer is ${quoted(reason)}: ${status} needs a text that says why`);
    return { ok: true, answer: { status, reason } };
  }
  const read = readAttributes(attributes ?? {}, attributeNames);
  if (typeof read === 'string') return wrong(read);
  return { ok: true, answer: { status, attributes: read, ...(typeof reason === 'string' && { reason }) } };
}

/** The attributes, or what is wrong with them; never their values. */
function readAttributes(attributes: unknown, needed: readonly string[]): Readonly<Record<string, string>> | string {
  if (!isRecord(attributes)) return 'the attributes of the answer must be an object with texts';
  const entries = Object.entries(attributes);
  const notText = entries.filter(([, value]) => typeof value !== 'string').map(([name]) => name);
  if (notText.length > 0) return `the attributes ${list(notText)} must be texts`;
  const reserved = entries.map(([name]) => name).filter((name) => RESERVED.has(name));
  if (reserved.length > 0) return `the attributes ${list(reserved)} belong to the gate: use other names`;
  const missing = needed.filter((name) => !(name in attributes));
  if (missing.length > 0) return `the attributes ${list(missing)} are missing, which something in the app reads`;
  const bytes = Buffer.byteLength(JSON.stringify(attributes));
  if (bytes > MOST_ATTRIBUTE_BYTES) return `the attributes take ${bytes} bytes as JSON, at most ${MOST_ATTRIBUTE_BYTES} reach CloudFormation: give less`;
  return attributes as Readonly<Record<string, string>>;
}

function wrong(problem: string): ReadAnswer {
  return { ok: false, problem };
}

function list(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}

function quoted(value: unknown): string {
  const text = value === undefined ? 'missing' : JSON.stringify(value);
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
