import { RotationError } from './rotation-error';
import { fieldsOf } from './rotation-event';

/** The token in the text of a secret: all of it, or a field of its JSON. */
export function readToken(secretText: string, field: string | undefined): string {
  const token = field === undefined ? secretText : jsonOf(secretText, field)[field];
  if (typeof token !== 'string' || token === '') {
    throw new RotationError(`the secret has no token in the field ${JSON.stringify(field ?? '')}: put one there, or name another field`);
  }
  return token;
}

/** The same secret with another token; whatever else it holds stays. */
export function withToken(secretText: string, field: string | undefined, token: string): string {
  return field === undefined ? token : JSON.stringify({ ...jsonOf(secretText, field), [field]: token });
}

/** The message must not show the text, which holds the token. */
function jsonOf(secretText: string, field: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(secretText);
    if (!Array.isArray(parsed) && Object.keys(fieldsOf(parsed)).length > 0) return fieldsOf(parsed);
  } catch {
    // as for other text that is no object
  }
  throw new RotationError(`the secret is no JSON object, but the token is expected in its field ${JSON.stringify(field)}`);
}
