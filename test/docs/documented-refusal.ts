import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text that README and chapter show of a refused replacement: what the handler says of the group of the guard's tests. */
export function documentedRefusal(): string {
  return documented('replacement-refused.txt');
}

/** The same of the serverless cache of the guard's tests, as its chapter shows it. */
export function documentedServerlessRefusal(): string {
  return documented('serverless-replacement-refused.txt');
}

function documented(file: string): string {
  return readFileSync(join(__dirname, '..', '..', 'docs', file), 'utf8').trimEnd();
}

/** A refusal without what differs from group to group: names, sizes, times. */
export function shapeOfRefusal(text: string): string {
  const id = /(?:replication group|serverless cache) "([^"]+)"/.exec(text)?.[1] ?? '';
  return text
    .replaceAll(id, '<id>')
    .replace(/automatic\.<id>-[-\d]+/g, '<snapshot>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/(shards?, \d+ nodes?|all that it holds) \([^)]+\)/g, '$1 (<kind>)')
    .replace(/[\d.]+ (bytes|[KMGT]iB|MB)/g, '<size>')
    .replace(/<size>( \+ <size>)+/g, '<size>')
    .replace(/\d+ (shard|node)s?\b/g, '<count> $1s');
}
