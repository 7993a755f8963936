import { type Rotation } from './rotation';
import { RotationError } from './rotation-error';
import { withToken } from './token-field';
import { CURRENT } from './token-secret';

/** Makes up the new token, once: a repeated call leaves it as it is. */
export async function createSecret({ secretId, settings, services }: Rotation, versionId: string): Promise<void> {
  const { secrets } = services;
  if ((await secrets.read(secretId, { id: versionId })) !== undefined) return;
  const current = await secrets.read(secretId, { label: CURRENT });
  if (current === undefined) throw new RotationError('the secret holds no token yet, so there is none to rotate');
  const token = await secrets.newToken(settings.tokenLength);
  await secrets.write(secretId, versionId, withToken(current.text, settings.tokenField, token));
}
