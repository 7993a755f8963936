const LONGEST = 40;

/** The start of what came, for a message. */
export function quoteBytes(bytes: Buffer, from: number, to: number): string {
  return JSON.stringify(bytes.toString('latin1', from, Math.min(to, from + LONGEST)));
}
