import { createSecret } from './create-secret';
import { finishSecret } from './finish-secret';
import { type Rotation } from './rotation';
import { RotationError } from './rotation-error';
import { type RotationEvent } from './rotation-event';
import { setSecret } from './set-secret';
import { testSecret } from './test-secret';
import { CURRENT, hasLabel, PENDING } from './token-secret';

/** One step of a rotation. Every step may be repeated: it goes on from where the call before it ended. */
export async function rotate({ Step, ClientRequestToken: versionId }: RotationEvent, rotation: Rotation): Promise<void> {
  const state = await rotation.services.secrets.describe(rotation.secretId);
  const isCurrent = hasLabel(state, versionId, CURRENT);
  if (!isCurrent && !hasLabel(state, versionId, PENDING)) {
    throw new RotationError(`the version ${JSON.stringify(versionId)} of the secret is not the one that is to be rotated in`);
  }
  // what is current has been through all steps; only the end of the token before may still be missing
  if (isCurrent && Step !== 'finishSecret') return;
  switch (Step) {
    case 'createSecret':
      await createSecret(rotation, versionId);
      break;
    case 'setSecret':
      await setSecret(rotation, versionId, state);
      break;
    case 'testSecret':
      await testSecret(rotation, versionId, state);
      break;
    case 'finishSecret':
      await finishSecret(rotation, versionId, state);
      break;
  }
}
