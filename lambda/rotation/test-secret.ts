import { type Rotation } from './rotation';
import { RotationError } from './rotation-error';
import { refuseWithoutToken } from './set-secret';
import { settle } from './settle';
import { CURRENT, HANDED_OVER, hasLabel, type SecretState } from './token-secret';

/**
 * Whether the group has taken the new token, as far as its API tells: this function has no way to the nodes.
 *
 * When a rotation is set up without rotating at once, Secrets Manager calls this step alone, to test the function, for a
 * version that holds nothing or what the current one holds.
 */
export async function testSecret(rotation: Rotation, versionId: string, state: SecretState): Promise<void> {
  const { authTokenEnabled } = await settle(rotation);
  refuseWithoutToken(rotation, authTokenEnabled);
  if (!hasLabel(state, versionId, HANDED_OVER) && !(await isTestOfTheSetUp(rotation, versionId))) {
    throw new RotationError('the new token was not handed to the replication group: setSecret was not called for it');
  }
}

async function isTestOfTheSetUp({ secretId, services }: Rotation, versionId: string): Promise<boolean> {
  const version = await services.secrets.read(secretId, { id: versionId });
  return version === undefined || version.text === (await services.secrets.read(secretId, { label: CURRENT }))?.text;
}
