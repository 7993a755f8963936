/** A version as far as it is stated: `6.x` has a major number only. */
export interface EngineVersionNumber {
  readonly major: number;
  readonly minor?: number;
}

/**
 * @returns the numbers in `8.1`, `5.0.6` or `6.x`; `undefined` if it does not begin with a number
 */
export function parseEngineVersion(version: string): EngineVersionNumber | undefined {
  const numbers = /^(\d+)(?:\.(\d+))?/.exec(version);
  if (numbers?.[1] === undefined) {
    return undefined;
  }
  return { major: Number(numbers[1]), minor: numbers[2] === undefined ? undefined : Number(numbers[2]) };
}

/** Whether the version is certainly older than `major.minor`; what is not stated counts as new enough. */
export function isOlderThan(version: string, major: number, minor: number): boolean {
  const actual = parseEngineVersion(version);
  if (actual === undefined || actual.major > major) {
    return false;
  }
  return actual.major < major || (actual.minor !== undefined && actual.minor < minor);
}
