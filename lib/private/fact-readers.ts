import { Token } from 'aws-cdk-lib';
import { type Fact, UNKNOWN } from './fact';

/**
 * The readers turn whatever stands in a property (a literal, a token, an intrinsic function) into a fact. CloudFormation
 * accepts numbers and booleans as strings, so they do too.
 */
export function stringFact(value: unknown): Fact<string> {
  if (isUnset(value)) {
    return undefined;
  }
  return typeof value === 'string' && !Token.isUnresolved(value) ? value : UNKNOWN;
}

export function numberFact(value: unknown): Fact<number> {
  if (isUnset(value)) {
    return undefined;
  }
  if (Token.isUnresolved(value)) {
    return UNKNOWN;
  }
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const number = isNumeric ? Number(value) : Number.NaN;
  return isNumeric && (typeof value === 'number' || !Number.isNaN(number)) ? number : UNKNOWN;
}

export function booleanFact(value: unknown): Fact<boolean> {
  if (isUnset(value)) {
    return undefined;
  }
  if (value === true || value === 'true') {
    return true;
  }
  return value === false || value === 'false' ? false : UNKNOWN;
}

/** A list whose length is known; a list that is itself a token is not. */
export function listFact(value: unknown): Fact<readonly unknown[]> {
  if (isUnset(value)) {
    return undefined;
  }
  return Array.isArray(value) && !Token.isUnresolved(value) ? (value as readonly unknown[]) : UNKNOWN;
}

function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}
