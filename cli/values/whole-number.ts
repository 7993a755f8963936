import { UsageError } from '../problem';

/** What a number on the command line may be, and what it is called in a message. */
export interface NumberRange {
  readonly name: string;
  readonly code: string;
  readonly min: number;
  readonly max: number;
  /** A sensible value. */
  readonly example: number;
}

/** A whole number in plain digits. */
export function parseWholeNumber(text: string, { name, code, min, max, example }: NumberRange): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) {
    throw new UsageError([{ code, message: `${name} "${text}" is not a whole number from ${min} to ${max}; give one such as ${example}` }]);
  }
  return value;
}
