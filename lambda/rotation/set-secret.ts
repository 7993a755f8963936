import { type Rotation } from './rotation';
import { RotationError } from './rotation-error';
import { repeatedly, settle } from './settle';
import { readToken } from './token-field';
import { HANDED_OVER, HANDING_OVER, hasLabel, type SecretState, type SecretText } from './token-secret';

/**
 * Hands the new token to the group, which takes both from then on.
 *
 * Once only: a group keeps the two newest tokens, so the same token a second time could push out the one that the clients
 * still use. A label says that it was handed over; a call that finds it only waits.
 */
export async function setSecret(rotation: Rotation, versionId: string, state: SecretState): Promise<void> {
  const { secretId, settings, services } = rotation;
  if (!hasLabel(state, versionId, HANDED_OVER)) {
    const version = await services.secrets.read(secretId, { id: versionId });
    if (version === undefined) throw new RotationError('the new version of the secret holds no token: createSecret was not called for it');
    refuseWithoutToken(rotation, (await services.groups.describe(settings.replicationGroupId)).authTokenEnabled);
    await handOver(rotation, version, hasLabel(state, versionId, HANDING_OVER), () => services.secrets.label(secretId, state, HANDING_OVER, versionId));
    await services.secrets.label(secretId, state, HANDED_OVER, versionId);
  }
  await settle(rotation);
}

/**
 * Asks ElastiCache until it has accepted the token. After a request whose answer nobody saw, the group tells: its tokens
 * have changed since the rotation began.
 */
async function handOver(
  rotation: Rotation,
  { text, createdAt }: SecretText,
  wasAttempted: boolean,
  beforeFirstAttempt: () => Promise<void>,
): Promise<void> {
  const { settings, services } = rotation;
  const token = readToken(text, settings.tokenField);
  let attempted = wasAttempted;
  await repeatedly(rotation, async () => {
    const { tokenModifiedAt } = await settle(rotation);
    if (attempted && tokenModifiedAt !== undefined && tokenModifiedAt > createdAt) return true;
    if (!attempted) await beforeFirstAttempt();
    attempted = true;
    return (await services.groups.modify(settings.replicationGroupId, token, 'ROTATE')) ? true : undefined;
  });
}

/** `ROTATE` on a group without a token would let everybody in without one, too. */
export function refuseWithoutToken({ settings }: Rotation, authTokenEnabled: boolean): void {
  if (!authTokenEnabled) {
    throw new RotationError(
      `the replication group ${JSON.stringify(settings.replicationGroupId)} has no AUTH token, so there is none to rotate: give it one ` +
        'with --auth-token-update-strategy SET first',
    );
  }
}
