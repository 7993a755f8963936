import { Token } from 'aws-cdk-lib';
import { type Problem } from '../validation-error';
import { AUTH_TOKEN_LENGTH_OUT_OF_RANGE } from './authentication-errors';

const MIN_TOKEN_LENGTH = 16;
const MAX_TOKEN_LENGTH = 128;

/** Long enough that nobody guesses it, short enough for every client library. */
export const DEFAULT_TOKEN_LENGTH = 64;

/** What is wrong with the length of an AUTH token that is made up. */
export function tokenLengthProblems(length: number | undefined): readonly Problem[] {
  if (length === undefined || Token.isUnresolved(length) || isTokenLength(length)) {
    return [];
  }
  const message =
    `length of the AUTH token is ${length} but must be a whole number from ${MIN_TOKEN_LENGTH} to ${MAX_TOKEN_LENGTH}: ` +
    `change it, or leave it out for ${DEFAULT_TOKEN_LENGTH}`;
  return [{ code: AUTH_TOKEN_LENGTH_OUT_OF_RANGE.code, message }];
}

function isTokenLength(length: number): boolean {
  return Number.isInteger(length) && length >= MIN_TOKEN_LENGTH && length <= MAX_TOKEN_LENGTH;
}
