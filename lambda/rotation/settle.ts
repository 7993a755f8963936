import { type Rotation } from './rotation';
import { RotationError } from './rotation-error';
import { type GroupState, isSettled } from './token-group';

/** A change takes seconds on a small group and minutes on a large one. */
const SHORTEST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 10_000;

/** Waits until nothing of the group changes any more. */
export async function settle(rotation: Rotation): Promise<GroupState> {
  return await repeatedly(rotation, async () => {
    const state = await rotation.services.groups.describe(rotation.settings.replicationGroupId);
    return isSettled(state) ? state : undefined;
  });
}

/** Tries until there is a result, or no time left. */
export async function repeatedly<Result>({ settings, services, deadline }: Rotation, attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let pause = SHORTEST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
    const result = await attempt();
    if (result !== undefined) return result;
    if (services.now() + pause > deadline) {
      throw new RotationError(
        `the replication group ${JSON.stringify(settings.replicationGroupId)} is still being changed, and there is no time left to wait: ` +
          'Secrets Manager repeats the rotation, which then goes on from here',
      );
    }
    await services.pause(pause);
  }
}
