import { traceToLog } from './trace-to-log';

/**
 * Bytes that the text may take inside CloudFormation's JSON. The whole answer is limited to 4096 bytes and holds the
 * ids of stack and resource, the attributes and the name of the log group too: up to about 2100 bytes.
 */
export const REASON_BYTES = 2000;

/**
 * Fails the deployment. Its text is the reason that CloudFormation shows: the provider framework builds that from the
 * message and from all lines of the stack trace but the first, so the trace says nothing but where the log is.
 */
export class GateError extends Error {
  public override readonly name: string;

  /** @param title of the kind of gate: `propagation gate` */
  public constructor(title: string, reason: string) {
    super(fitReason(reason, REASON_BYTES));
    this.name = `${title.split(' ').map(capitalized).join('')}Error`;
    this.stack = traceToLog(this.name);
  }
}

function capitalized(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

/** Cuts `text` so that it takes at most `bytes` as JSON. */
export function fitReason(text: string, bytes: number): string {
  if (jsonBytes(text) <= bytes) return text;
  // by code point: half a character is none
  const characters = Array.from(text);
  let fits = 0;
  let tooMany = characters.length;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (jsonBytes(cut(characters, middle)) <= bytes) fits = middle;
    else tooMany = middle;
  }
  return cut(characters, fits);
}

function cut(characters: readonly string[], length: number): string {
  return `${characters.slice(0, length).join('')}...`;
}

function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
