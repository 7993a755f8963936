import { parseWholeNumber } from './whole-number';

/** A TCP port. */
export function parsePort(text: string): number {
  return parseWholeNumber(text, { name: 'port', code: 'InvalidPort', min: 1, max: 65_535, example: 6379 });
}
