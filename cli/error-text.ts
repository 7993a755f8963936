/** The message of whatever was thrown. Goes by shape: an error of another realm (a worker, a test) is no `instanceof Error`. */
export function errorText(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
