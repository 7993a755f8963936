/**
 * Fails a step; Secrets Manager repeats the rotation later. Whoever throws it makes sure that it holds no token; it has no
 * cause and no other fields, because the runtime writes all of an error to the log.
 */
export class RotationError extends Error {
  public override readonly name = 'AuthTokenRotationError';
}
