import fc from 'fast-check';
import { rotateOrRetire } from '../../../lambda/rotation';
import { type RotationStep } from '../../../lambda/rotation/rotation-event';
import { ENVIRONMENT, type Mishap, RotationWorld, SECRET_ID } from './rotation-world';

const STEPS: readonly RotationStep[] = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
const FIFTEEN_MINUTES = 900_000;
const DAY = 86_400_000;
/** More than there are mishaps. */
const MOST_TRIES = 80;

const mishaps = fc.array(fc.option(fc.constantFrom<Mishap>('lost request', 'lost answer'), { nil: undefined, freq: 4 }), { maxLength: 60 });

/** Secrets Manager: repeats the whole rotation until every step has succeeded. */
async function rotateUntilDone(world: RotationWorld, versionId: string, environment: NodeJS.ProcessEnv): Promise<void> {
  world.begin(versionId);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      for (const Step of STEPS) await rotateOrRetire({ Step, SecretId: SECRET_ID, ClientRequestToken: versionId }, FIFTEEN_MINUTES, environment, world);
      world.secret.lastRotatedAt = new Date(world.clock);
      return;
    } catch {
      world.clock += 60_000;
    }
  }
  throw new Error('the rotation does not come to its end');
}

describe('whatever call fails, before or after its effect, and however often', () => {
  it('who reads the secret can log in at every moment, and so can who read it just before, until its time is over', async () => {
    await fc.assert(
      fc.asyncProperty(mishaps, fc.constantFrom(0, 3600, 10 * 86_400), fc.integer({ min: 0, max: 30_000 }), async (planned, graceSeconds, changeMillis) => {
        const world = new RotationWorld();
        const environment = { ...ENVIRONMENT, PREVIOUS_TOKEN_SECONDS: String(graceSeconds) };
        world.changeMillis = changeMillis;
        const script = [...planned];
        world.mishap = () => script.shift();
        let retiring = false;
        world.onChange = () => {
          expect(world.tokens).toContain(world.currentToken());
          const [previous] = [...world.secret.versions.values()].filter(({ stages }) => stages.has('AWSPREVIOUS'));
          if (previous?.value !== undefined && graceSeconds > 0 && !retiring) expect(world.tokens).toContain(previous.value);
        };

        await rotateUntilDone(world, 'the-first-rotation-of-the-secret', environment);
        const retire = () => rotateOrRetire({ RetirePreviousTokenOf: SECRET_ID }, FIFTEEN_MINUTES, environment, world);
        world.clock += DAY * 11;
        retiring = true;
        // the schedule comes again whatever became of the last time
        for (let tries = 0; tries < MOST_TRIES; tries += 1) await retire().catch(() => undefined);

        expect(world.tokens).toEqual([world.currentToken()]);
        retiring = false;
        await rotateUntilDone(world, 'the-second-rotation-of-the-secret', environment);
        expect(world.tokens).toContain(world.currentToken());
      }),
      { numRuns: 300 },
    );
  });
});
