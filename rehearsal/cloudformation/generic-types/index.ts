import { type GenericTypes } from './generic-type';
import { NETWORK_TYPES } from './network-types';
import { OTHER_TYPES } from './other-types';

/** The resource types that exist in name only; a template with any other is refused. */
export const GENERIC_TYPES: GenericTypes = { ...NETWORK_TYPES, ...OTHER_TYPES };

export function isGenericType(type: string): boolean {
  return Object.hasOwn(GENERIC_TYPES, type);
}
