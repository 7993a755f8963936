/** What reading a reply gave: the value, or why the reply is none. Nothing that is read here throws. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** A reply that is not what the command answers; `message` is short and for a person. */
export class MalformedReply extends Error {}

/** Runs `read`; whatever it throws becomes the failure. A parser that throws would end the gate, and with it the deployment. */
export function parsing<T>(read: () => T): Parsed<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    return { ok: false, reason: error instanceof MalformedReply ? error.message : 'it can not be read' };
  }
}
