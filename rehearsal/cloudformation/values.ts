/** An object of a template or of evaluated properties. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Text of a primitive, as CloudFormation writes it; anything else is a mistake in the template. */
export function textOf(value: unknown, where: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError(`Template error: ${where} must be a string`);
}

/** A list, or a mistake in the template. */
export function listOf(value: unknown, where: string): readonly unknown[] {
  if (isList(value)) return value;
  throw new TypeError(`Template error: ${where} must be a list`);
}

/** The same value with every primitive as a string: how a custom resource receives its properties. */
export function stringified(value: unknown): unknown {
  if (isList(value)) return value.map(stringified);
  if (isRecord(value)) return stringifiedRecord(value);
  return textOf(value, 'a property of a custom resource');
}

/** `stringified` for properties. */
export function stringifiedRecord(value: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, stringified(child)]));
}
