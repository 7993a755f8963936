import { types } from 'node:util';

/** A role or policy that was made seconds ago may still be refused, a group that was made seconds ago not be found. */
const SETTLING_MILLIS = 120_000;

/** Errors that no repetition cures. Everything else is a passing trouble. */
const LASTING = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'ReplicationGroupNotFoundFault',
  'ReplicationGroupNotFound',
  'InvalidParameterValue',
  'InvalidParameterValueException',
  'ResourceNotFoundException',
  'DecryptionFailure',
]);

/** Whether the gate waits after this error of the AWS API, or gives up. */
export function mayPass(error: unknown, waitedMillis: number): boolean {
  return isSettling(waitedMillis) || !(types.isNativeError(error) && LASTING.has(error.name));
}

/** Whether what was made for the gate may not be known everywhere yet. */
export function isSettling(waitedMillis: number): boolean {
  return waitedMillis < SETTLING_MILLIS;
}
