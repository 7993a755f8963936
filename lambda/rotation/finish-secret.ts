import { retirePreviousToken } from './retire-previous-token';
import { type Rotation } from './rotation';
import { RotationError } from './rotation-error';
import { CURRENT, HANDED_OVER, hasLabel, type SecretState } from './token-secret';

/**
 * Makes the new token the one that clients read, and only then, if it is to end at once, ends the token before: the other
 * way round, clients would read a token for minutes that nobody takes.
 */
export async function finishSecret(rotation: Rotation, versionId: string, state: SecretState): Promise<void> {
  const { secretId, settings, services } = rotation;
  if (!hasLabel(state, versionId, CURRENT)) {
    if (!hasLabel(state, versionId, HANDED_OVER)) {
      throw new RotationError('the new token was not handed to the replication group: setSecret was not called for it');
    }
    await services.secrets.label(secretId, state, CURRENT, versionId);
  }
  if (settings.previousTokenMillis === 0) await retirePreviousToken(rotation);
}
