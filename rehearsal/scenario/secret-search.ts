import { type LogLine } from './log-book';

/** Something that was handed out and must never be in a log. */
export interface Secret {
  /** What it is, for the person who reads the finding: `response URL`, `secret access key`, `session token`. */
  readonly kind: string;
  readonly value: string;
}

/** Shorter values would be found by chance. */
const SHORTEST_SECRET = 8;

/** One sentence for each line that holds a secret. The secret itself is not repeated. */
export function findSecrets(lines: readonly LogLine[], secrets: readonly Secret[]): readonly string[] {
  const searched = secrets.filter(({ value }) => value.length >= SHORTEST_SECRET).flatMap(spellings);
  return lines.flatMap(({ at, source, line }) => {
    const found = searched.find(({ value }) => line.includes(value));
    return found === undefined ? [] : [`a ${found.kind} is in the log of ${source} at ${new Date(at).toISOString()}`];
  });
}

/** A secret may be logged as it is, inside JSON, or inside a URL. */
function spellings({ kind, value }: Secret): readonly Secret[] {
  const values = new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]);
  return [...values].map((spelling) => ({ kind, value: spelling }));
}
