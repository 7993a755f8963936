import { rotateOrRetire } from '../../../lambda/rotation';
import { type RotationStep } from '../../../lambda/rotation/rotation-event';
import { ENVIRONMENT, NEW_VERSION, OLD_TOKEN, OLD_VERSION, RotationWorld, SECRET_ID } from './rotation-world';

const STEPS: readonly RotationStep[] = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
const FIFTEEN_MINUTES = 900_000;
const HOUR = 3_600_000;

describe('the rotation of an AUTH token', () => {
  let world: RotationWorld;
  let environment: Record<string, string>;
  beforeEach(() => {
    world = new RotationWorld();
    environment = { ...ENVIRONMENT };
  });
  afterEach(() => {
    // what every test wrote
    const secrets = [OLD_TOKEN, ...world.tokens, ...[...world.secret.versions.values()].flatMap(({ value }) => value ?? [])];
    for (const secret of secrets) expect(world.lines.join()).not.toContain(secret);
  });

  const call = (Step: RotationStep, versionId = NEW_VERSION, millis = FIFTEEN_MINUTES) =>
    rotateOrRetire({ Step, SecretId: SECRET_ID, ClientRequestToken: versionId }, millis, environment, world);
  const retire = () => rotateOrRetire({ RetirePreviousTokenOf: SECRET_ID }, FIFTEEN_MINUTES, environment, world);
  const rotate = async (versionId = NEW_VERSION) => {
    world.begin(versionId);
    for (const step of STEPS) await call(step, versionId);
    world.secret.lastRotatedAt = new Date(world.clock);
  };

  it('makes up a token, hands it over, then shows it to the clients; both are good in between', async () => {
    world.begin();

    await call('createSecret');
    const token = world.secret.read({ versionId: NEW_VERSION }).value;
    expect(token).toHaveLength(64);
    expect([world.tokens, world.currentToken()]).toEqual([[OLD_TOKEN], OLD_TOKEN]);

    await call('setSecret');
    expect([world.tokens, world.currentToken()]).toEqual([[OLD_TOKEN, token], OLD_TOKEN]);

    await call('testSecret');
    await call('finishSecret');
    expect([world.tokens, world.currentToken()]).toEqual([[OLD_TOKEN, token], token]);
    expect(world.secret.read({ stage: 'AWSPREVIOUS' }).value).toBe(OLD_TOKEN);
    expect(world.calls).toEqual(['write', 'label ElastiCacheHandingOver', 'ROTATE', 'label ElastiCacheHandedOver', 'label AWSCURRENT']);
    expect(world.lines.map((line) => JSON.parse(line) as unknown)).toEqual(STEPS.map((step) => ({ step, replicationGroupId: 'cache', outcome: 'done' })));
  });

  it('ends the token before when its time has come, and not again', async () => {
    await rotate();
    const token = world.currentToken();

    world.clock += HOUR - 1;
    await retire();
    expect(world.tokens).toEqual([OLD_TOKEN, token]);

    world.clock += 1;
    await retire();
    expect(world.tokens).toEqual([token]);
    const calls = world.calls.length;
    world.clock += HOUR;
    await retire();
    expect(world.calls).toHaveLength(calls);
    expect(world.lines.slice(-3).map((line) => (JSON.parse(line) as { outcome: string }).outcome)).toEqual(['not yet', 'retired', 'nothing to do']);
  });

  it('counts that time from the end of the rotation, also when Secrets Manager does not know of it yet', async () => {
    await rotate();
    world.secret.lastRotatedAt = undefined;
    await retire();
    expect(world.tokens).toHaveLength(2);

    world.clock += HOUR;
    await retire();
    expect(world.tokens).toHaveLength(1);
  });

  it('leaves alone what it did not hand over, and what is about to be replaced', async () => {
    world.clock += HOUR;
    await retire();
    expect(world.calls).toEqual([]);

    await rotate('version-a'.padEnd(32, '-'));
    const versionB = 'version-b'.padEnd(32, '-');
    world.begin(versionB);
    await call('createSecret', versionB);
    await call('setSecret', versionB);
    world.clock += HOUR;
    await retire();

    expect(world.tokens).toEqual([world.currentToken(), world.secret.read({ versionId: versionB }).value]);
    expect(world.lines.at(-1)).toContain('nothing to do');
  });

  it('ends the token before at once where it is told so, but not before the clients can read the new one', async () => {
    environment['PREVIOUS_TOKEN_SECONDS'] = '0';
    await rotate();

    expect(world.tokens).toEqual([world.currentToken()]);
    expect(world.calls.slice(-3)).toEqual(['label AWSCURRENT', 'SET', 'label ElastiCacheOnlyToken']);
  });

  it('rotates again and again, with two tokens at most', async () => {
    await rotate('version-a'.padEnd(32, '-'));
    const first = world.currentToken();
    await rotate('version-b'.padEnd(32, '-'));

    expect(world.tokens).toEqual([first, world.currentToken()]);
    world.clock += HOUR;
    await retire();
    expect(world.tokens).toEqual([world.currentToken()]);
  });

  it('keeps whatever else the secret holds', async () => {
    world = new RotationWorld(JSON.stringify({ host: 'cache.example', password: OLD_TOKEN }));
    environment['TOKEN_FIELD'] = 'password';
    await rotate();

    const { host, password } = JSON.parse(world.currentToken()) as { host: string; password: string };
    expect(host).toBe('cache.example');
    expect(world.tokens).toEqual([OLD_TOKEN, password]);
  });

  it('changes nothing for a version that is the current one', async () => {
    for (const step of STEPS) await call(step, OLD_VERSION);

    expect(world.calls).toEqual([]);
  });

  it('passes the test of its set-up, for a version that holds nothing or what the current one holds', async () => {
    world.begin();
    await call('testSecret');
    world.secret.put(NEW_VERSION, OLD_TOKEN, ['AWSPENDING']);
    await call('testSecret');

    expect(world.calls).toEqual([]);
  });

  describe('waits', () => {
    it('until nobody else changes the group', async () => {
      world.begin();
      await call('createSecret');
      world.status = 'modifying';
      const pause = world.pause;
      Object.assign(world, { pause: (millis: number) => ((world.status = 'available'), pause(millis)) });
      await call('setSecret');

      expect(world.tokens).toHaveLength(2);
    });

    it('and tries again when somebody else is quicker', async () => {
      world.begin();
      await call('createSecret');
      const modify = world.groups.modify.bind(world.groups);
      const answers = [Promise.resolve(false)];
      Object.assign(world.groups, { modify: (...words: Parameters<typeof modify>) => answers.pop() ?? modify(...words) });
      await call('setSecret');

      expect([answers, world.tokens.length]).toEqual([[], 2]);
    });

    it('no longer than the function has, and goes on in the next call', async () => {
      world.begin();
      await call('createSecret');
      world.changeMillis = 20 * 60_000;
      await expect(call('setSecret')).rejects.toThrow(/"cache" is still being changed.*Secrets Manager repeats the rotation/);
      world.clock += world.changeMillis;
      await call('setSecret');

      expect(world.calls.filter((each) => each === 'ROTATE')).toHaveLength(1);
    });

    it('with the end of the token before, while the group is being changed', async () => {
      await rotate();
      world.clock += HOUR;
      world.status = 'snapshotting';
      await retire();

      expect(world.tokens).toHaveLength(2);
    });
  });

  describe('fails', () => {
    const fails = async (step: RotationStep, message: string) => {
      const error = await call(step).then(() => undefined, (thrown: unknown) => thrown as Error);
      expect(error).toMatchObject({ name: 'AuthTokenRotationError', message: expect.stringContaining(message) as string });
      expect(world.lines.at(-1)).toContain(JSON.stringify(message).slice(1, -1));
    };

    it('for a version that is not to be rotated in', async () => {
      await fails('createSecret', 'is not the one that is to be rotated in');
    });

    it('for a secret without a value', async () => {
      world.begin();
      world.secret.versions.delete(OLD_VERSION);
      await fails('createSecret', 'the secret holds no token yet');
    });

    it('where the token is expected in a field that is not there', async () => {
      environment['TOKEN_FIELD'] = 'password';
      world.begin();
      await fails('createSecret', 'the secret is no JSON object, but the token is expected in its field "password"');
    });

    it('for steps out of order', async () => {
      world.begin();
      await fails('setSecret', 'createSecret was not called');
      await call('createSecret');
      await fails('testSecret', 'setSecret was not called');
      await fails('finishSecret', 'setSecret was not called');
      expect(world.currentToken()).toBe(OLD_TOKEN);
    });

    it('on a group without a token, which ROTATE would open for everybody', async () => {
      world.authTokenEnabled = false;
      world.begin();
      await call('createSecret');
      await fails('setSecret', 'the replication group "cache" has no AUTH token');
      await fails('testSecret', 'the replication group "cache" has no AUTH token');
      expect(world.tokens).toEqual([OLD_TOKEN]);
    });

    it('with the name of an error of AWS, and nothing else of it', async () => {
      world.begin();
      Object.assign(world.secrets, { describe: () => Promise.reject(Object.assign(new Error('slow down'), { name: 'ThrottlingException', request: 'a secret' })) });
      await fails('createSecret', 'ThrottlingException: slow down');
      expect(world.lines.join()).not.toContain('a secret');
    });

    it.each([{ REPLICATION_GROUP_ID: '' }, { TOKEN_LENGTH: 'x' }, { PREVIOUS_TOKEN_SECONDS: '-1' }])('where the function is not told what to do: %j', async (wrong) => {
      Object.assign(environment, wrong);
      await fails('createSecret', 'the environment of the rotation function is not complete');
    });

    it('for an event that is none of its own', async () => {
      const event = { Step: 'deleteSecret', SecretId: SECRET_ID, ClientRequestToken: NEW_VERSION } as never;
      await expect(rotateOrRetire(event, FIFTEEN_MINUTES, environment, world)).rejects.toThrow('neither a step of a rotation nor the end of a token');
    });
  });
});
