/** A value that exists but is only known during deployment (a token, a parameter): no rule may judge it. */
export const UNKNOWN = Symbol('unknown');

/** Something a rule asks about: its value, `undefined` if nobody set it, or `UNKNOWN`. */
export type Fact<T> = T | undefined | typeof UNKNOWN;
