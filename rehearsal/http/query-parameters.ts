import { ServiceError } from './service';

/** One value of a form body of the AWS query protocol. */
export type QueryValue = string | QueryParameters | readonly QueryValue[];

/** The parameters of one request, with `Tags.member.1.Key=a` as `{ Tags: [{ Key: 'a' }] }`. */
export interface QueryParameters {
  readonly [name: string]: QueryValue;
}

interface Tree {
  [name: string]: string | Tree;
}

function branch(tree: Tree, name: string): Tree {
  const present = tree[name];
  // `Tags=` (an empty list) may come beside `Tags.member.1`; the content wins
  if (typeof present === 'object') return present;
  const created: Tree = {};
  tree[name] = created;
  return created;
}

function folded(tree: Tree): QueryValue {
  const names = Object.keys(tree);
  if (names.length > 0 && names.every((name) => /^\d+$/.test(name))) {
    return names.sort((a, b) => Number(a) - Number(b)).map((name) => foldedChild(tree[name]));
  }
  const only = names.length === 1 && names[0] === 'member' ? foldedChild(tree['member']) : undefined;
  if (Array.isArray(only)) return only as readonly QueryValue[];
  return Object.fromEntries(names.map((name) => [name, foldedChild(tree[name])]));
}

const foldedChild = (child: string | Tree | undefined): QueryValue => (typeof child === 'object' ? folded(child) : (child ?? ''));

/** Reads a form body; lists come as `member.N`, as `ItemName.N` or empty as `Name=`. */
export function parseQuery(body: string): QueryParameters {
  const root: Tree = {};
  for (const [key, value] of new URLSearchParams(body)) {
    const path = key.split('.');
    const leaf = path.pop() ?? '';
    const parent = path.reduce(branch, root);
    if (!(value === '' && typeof parent[leaf] === 'object')) parent[leaf] = value;
  }
  return folded(root) as QueryParameters;
}

/** A text parameter, absent when not given or empty. */
export function optionalText(parameters: QueryParameters, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A text parameter that the operation can not do without. */
export function requiredText(parameters: QueryParameters, name: string): string {
  const value = optionalText(parameters, name);
  if (value === undefined) throw new ServiceError('ValidationError', `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`);
  return value;
}

/** A list parameter; `Name=` is how the protocol writes an empty one. Also reads `Name.ItemName.1`. */
export function list(parameters: QueryParameters, name: string): readonly QueryValue[] {
  const value = parameters[name];
  if (value === undefined || value === '') return [];
  if (Array.isArray(value)) return value as readonly QueryValue[];
  const inner = typeof value === 'object' ? Object.values(value) : [];
  return inner.length === 1 && Array.isArray(inner[0]) ? (inner[0] as readonly QueryValue[]) : [];
}

/** A list of structures. */
export function recordList(parameters: QueryParameters, name: string): readonly QueryParameters[] {
  return list(parameters, name).filter((value): value is QueryParameters => typeof value === 'object' && !Array.isArray(value));
}

/** A list of texts. */
export function textList(parameters: QueryParameters, name: string): readonly string[] {
  return list(parameters, name).filter((value) => typeof value === 'string');
}
