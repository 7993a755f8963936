import { type Rotation } from './rotation';
import { repeatedly, settle } from './settle';
import { readToken } from './token-field';
import { isSettled } from './token-group';
import { CURRENT, HANDED_OVER, holderOf, ONLY_TOKEN, type SecretState } from './token-secret';

/** The version whose token is to become the only one: nothing if it is that already, or if a newer one is on its way. */
function versionToKeep(state: SecretState): string | undefined {
  const current = holderOf(state, CURRENT);
  return holderOf(state, HANDED_OVER) === current && holderOf(state, ONLY_TOKEN) !== current ? current : undefined;
}

/** Leaves the current token as the only one. May be repeated. */
export async function retirePreviousToken(rotation: Rotation): Promise<void> {
  const { secretId, settings, services } = rotation;
  const state = await services.secrets.describe(secretId);
  const id = versionToKeep(state);
  const version = id === undefined ? undefined : await services.secrets.read(secretId, { id });
  if (id === undefined || version === undefined) return;
  const token = readToken(version.text, settings.tokenField);
  await repeatedly(rotation, async () => {
    await settle(rotation);
    return (await services.groups.modify(settings.replicationGroupId, token, 'SET')) ? true : undefined;
  });
  await settle(rotation);
  await services.secrets.label(secretId, state, ONLY_TOKEN, id);
}

/** The same when its time has come: what the schedule of the function asks for again and again. */
export async function retireIfDue(rotation: Rotation): Promise<'retired' | 'nothing to do' | 'not yet'> {
  const { secretId, settings, services } = rotation;
  const state = await services.secrets.describe(secretId);
  const id = versionToKeep(state);
  const version = id === undefined ? undefined : await services.secrets.read(secretId, { id });
  if (version === undefined) return 'nothing to do';
  // Secrets Manager may have taken long to finish, or may not know yet that it has
  const currentSince = Math.max(version.createdAt.getTime(), state.lastRotatedAt?.getTime() ?? 0);
  if (services.now() < currentSince + settings.previousTokenMillis) return 'not yet';
  // a group that is being changed may be so for hours: the schedule comes again
  if (!isSettled(await services.groups.describe(settings.replicationGroupId))) return 'not yet';
  await retirePreviousToken(rotation);
  return 'retired';
}
