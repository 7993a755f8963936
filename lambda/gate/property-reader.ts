import { type RawProperties } from './gate-event';

/**
 * Reads the properties of a custom resource, which CloudFormation turned into strings, and notes everything that is wrong with
 * them, each as in `TimeoutSeconds is "x": must be ...`.
 */
export class PropertyReader {
  public readonly problems: string[] = [];

  public constructor(private readonly raw: RawProperties) {}

  /** The value as `parse` reads it; nothing, and a problem, if it reads nothing. */
  public read<Value>(name: string, parse: (text: string) => Value | undefined, allowed: string): Value | undefined {
    const value = this.raw[name];
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    if (parsed === undefined) this.problems.push(`${name} is ${value === undefined ? 'missing' : JSON.stringify(value)}: must be ${allowed}`);
    return parsed;
  }

  /** The same for a property that may be left out. */
  public readIfSet<Value>(name: string, parse: (text: string) => Value | undefined, allowed: string): Value | undefined {
    return this.raw[name] === undefined ? undefined : this.read(name, parse, allowed);
  }

  /** The properties within a property, read as `parse` does; nothing if it is left out. */
  public readNested<Value>(name: string, parse: (nested: RawProperties) => Value | undefined, allowed: string): Value | undefined {
    const value = this.raw[name];
    if (value === undefined) return undefined;
    const parsed = isRecord(value) ? parse(value) : undefined;
    // not the value: what is nested may be about credentials
    if (parsed === undefined) this.problems.push(`${name} is not as expected: must be ${allowed}`);
    return parsed;
  }
}

export function nonEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}

export function positiveInteger(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

function isRecord(value: unknown): value is RawProperties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
