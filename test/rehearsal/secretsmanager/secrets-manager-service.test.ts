import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { type ResourceProvider } from '../../../rehearsal/cloudformation/resource-provider';
import { FunctionPermissions } from '../../../rehearsal/lambda/function-permissions';
import { readSecret } from '../../../rehearsal/secretsmanager/read-secret';
import { SecretRotations } from '../../../rehearsal/secretsmanager/secret-rotations';
import { Secrets } from '../../../rehearsal/secretsmanager/secrets';
import { secretsManagerService } from '../../../rehearsal/secretsmanager/secrets-manager-service';
import { LambdaLab } from '../lambda/lambda-lab';
import { contextOf } from '../resource-context';

const SECRET = 'AWS::SecretsManager::Secret';
const SCHEDULE = contextOf('AWS::SecretsManager::RotationSchedule', 'Schedule');
const VERSION = 'version-2-of-the-secret-of-a-test';

/** Rotates as the contract asks, and fails at the step that its environment names. */
const ROTATOR = `
const seen = [];
exports.handler = async (event) => {
  if (event.tell) return seen;
  seen.push(event.Step);
  if (event.Step === process.env.FAIL) throw new Error('this step fails');
};`;

describe('the API of Secrets Manager, through the real client', () => {
  let lab: LambdaLab;
  let secrets: Secrets;
  let permissions: FunctionPermissions;
  let rotations: SecretRotations;
  let client: SecretsManagerClient;
  let arn: string;

  beforeEach(async () => {
    lab = await LambdaLab.open();
    secrets = new Secrets();
    permissions = new FunctionPermissions();
    rotations = new SecretRotations({ secrets, permissions, functions: lab.functions, log: () => undefined });
    lab.frontDoor.register(secretsManagerService(secrets, rotations, lab.iam));
    client = new SecretsManagerClient({ endpoint: lab.frontDoor.url, region: 'us-east-1', credentials: { accessKeyId: 'CLI', secretAccessKey: 'x' }, maxAttempts: 1 });
    arn = (await secrets.create({ SecretString: 'one' }, contextOf(SECRET, 'Token'))).physicalId;
  });
  afterEach(async () => {
    client.destroy();
    await rotations.close();
    await lab.close();
  });

  const value = async (choice: { VersionId?: string; VersionStage?: string } = {}) =>
    (await client.send(new GetSecretValueCommand({ SecretId: arn, ...choice }))).SecretString;
  const put = (SecretString: string, VersionStages?: string[], ClientRequestToken = VERSION) =>
    client.send(new PutSecretValueCommand({ SecretId: arn, SecretString, ClientRequestToken, ...(VersionStages && { VersionStages }) }));
  const describeSecret = () => client.send(new DescribeSecretCommand({ SecretId: arn }));
  const currentId = async () => Object.entries((await describeSecret()).VersionIdsToStages ?? {}).find(([, stages]) => stages.includes('AWSCURRENT'))?.[0];
  const rotator = async (FAIL = '') => {
    const state = await lab.create('Rotator', { 'index.js': ROTATOR }, { Environment: { Variables: { FAIL } } });
    return String(state.attributes['Arn']);
  };
  const allow = (FunctionName: string) => permissions.create({ FunctionName, Principal: 'secretsmanager.amazonaws.com', SourceAccount: SCHEDULE.account });
  const schedule = (RotationLambdaARN: string, RotateImmediatelyOnUpdate: boolean) =>
    rotations.provider().create({ SecretId: arn, RotationLambdaARN, RotateImmediatelyOnUpdate, RotationRules: { ScheduleExpression: 'rate(30 days)' } }, SCHEDULE);
  const steps = async (functionArn: string) => JSON.parse((await lab.functions.invoke(functionArn, '{"tell":true}')).payload) as unknown;

  test('a secret has the ARN of a secret, and is found by its name too', async () => {
    expect(arn).toMatch(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:.+-Token-\w{12}-\w{6}$/);
    expect((await client.send(new GetSecretValueCommand({ SecretId: secrets.get(arn).name }))).ARN).toBe(arn);
    expect(secrets.find(arn.slice(0, -7))?.arn).toBe(arn);
    await expect(client.send(new GetSecretValueCommand({ SecretId: 'none' }))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('a secret is made up as its template says, and again when that changes', async () => {
    const context = contextOf(SECRET, 'Generated');
    const GenerateSecretString = { PasswordLength: '20', ExcludePunctuation: 'true', SecretStringTemplate: '{"user":"me"}', GenerateStringKey: 'password' };
    const provider: ResourceProvider = secrets;
    const state = await provider.create({ GenerateSecretString }, context);
    const read = (jsonKey?: string) => readSecret(secrets, { secretId: state.physicalId, ...(jsonKey === undefined ? {} : { jsonKey }) });
    const first = read('password');

    expect(first).toMatch(/^\w{20}$/);
    expect(JSON.parse(read())).toEqual({ user: 'me', password: first });
    expect(secrets.values()).toEqual(['one', read(), 'me', first]);
    expect(() => read('none')).toThrow('Could not find a value associated with JSONKey in SecretString: none');
    await provider.update(state, { GenerateSecretString }, { GenerateSecretString, Description: 'new' }, context);
    expect(read('password')).toBe(first);
    await provider.update(state, { GenerateSecretString }, { GenerateSecretString: { ...GenerateSecretString, PasswordLength: '30' } }, context);
    expect(read('password')).toHaveLength(30);
    await provider.delete(state, {}, context);
    expect(() => read()).toThrow("can't find the specified secret");
  });

  test('a new version becomes the current one, the one before the previous one', async () => {
    const first = await currentId();
    await put('two');

    expect(await value()).toBe('two');
    expect(await value({ VersionStage: 'AWSPREVIOUS' })).toBe('one');
    expect((await describeSecret()).VersionIdsToStages).toEqual({ [String(first)]: ['AWSPREVIOUS'], [VERSION]: ['AWSCURRENT'] });
  });

  test('a version is given once: the same value again changes nothing, another one is refused', async () => {
    await put('two', ['AWSPENDING']);
    await put('two', ['AWSPENDING']);

    await expect(put('three', ['AWSPENDING'])).rejects.toMatchObject({ name: 'ResourceExistsException' });
    expect([await value(), await value({ VersionId: VERSION, VersionStage: 'AWSPENDING' })]).toEqual(['one', 'two']);
    await expect(value({ VersionId: VERSION, VersionStage: 'AWSCURRENT' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('whoever moves a label must know where it is', async () => {
    await put('two', ['AWSPENDING']);
    const move = (RemoveFromVersionId?: string) =>
      client.send(new UpdateSecretVersionStageCommand({ SecretId: arn, VersionStage: 'AWSCURRENT', MoveToVersionId: VERSION, ...(RemoveFromVersionId && { RemoveFromVersionId }) }));

    await expect(move()).rejects.toMatchObject({ name: 'InvalidParameterException' });
    expect(await value()).toBe('one');
    await move(await currentId());
    expect(await value()).toBe('two');
  });

  test('makes up passwords', async () => {
    const { RandomPassword } = await client.send(new GetRandomPasswordCommand({ PasswordLength: 64, ExcludePunctuation: true }));
    expect(RandomPassword).toMatch(/^[A-Za-z0-9]{64}$/);
  });

  test('a function may do what its role names, and nothing else', async () => {
    const Role = await lab.role('ReaderRole', [{ Effect: 'Allow', Action: 'secretsmanager:DescribeSecret', Resource: arn }]);
    const code = `
      const { SecretsManager } = require('@aws-sdk/client-secrets-manager');
      exports.handler = async ({ SecretId }) => {
        const client = new SecretsManager({});
        await client.describeSecret({ SecretId });
        return client.getSecretValue({ SecretId }).catch((error) => error.name + ': ' + error.message);
      };`;
    const reader = await lab.create('Reader', { 'index.js': code }, { Role });

    const { value: answer } = await lab.call(reader, { SecretId: arn });

    expect(answer).toMatch(/^AccessDeniedException: .* is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager/);
  });

  describe('rotation', () => {
    test('calls the function step by step, for a version without a value', async () => {
      const functionArn = await rotator();
      await allow(functionArn);
      await schedule(functionArn, false);
      const { end, versionId } = rotations.start(secrets.get(arn));

      expect(secrets.get(arn).versions.get(versionId)).toMatchObject({ value: undefined, stages: new Set(['AWSPENDING']) });
      // this function leaves the labels as they are, which is no end of a rotation
      expect(await end).toEqual({ versionId, failedStep: 'finishSecret', reason: 'the pending version did not become the current one' });
      expect(await steps(functionArn)).toEqual(['testSecret', 'createSecret', 'setSecret', 'testSecret', 'finishSecret']);
      expect(await describeSecret()).toMatchObject({ RotationEnabled: true, RotationRules: { ScheduleExpression: 'rate(30 days)' } });
    });

    test('stops at a step that fails, refuses a second one meanwhile, and is repeated for the same version', async () => {
      const functionArn = await rotator('setSecret');
      await allow(functionArn);
      await schedule(functionArn, false);
      const first = rotations.start(secrets.get(arn));

      expect(await first.end).toMatchObject({ failedStep: 'setSecret' });
      await expect(client.send(new RotateSecretCommand({ SecretId: arn }))).rejects.toThrow("A previous rotation isn't complete");
      expect(await rotations.retry(secrets.get(arn))).toMatchObject({ failedStep: 'setSecret', versionId: first.versionId });
    });

    test('without a rotation at once, only testSecret is called, and its version is gone again', async () => {
      const functionArn = await rotator();
      await allow(functionArn);
      await schedule(functionArn, false);

      expect(await steps(functionArn)).toEqual(['testSecret']);
      expect(secrets.get(arn).versions.size).toBe(1);
    });

    test('is refused for a function that may not be called, is not there, or fails its test', async () => {
      const functionArn = await rotator('testSecret');

      await expect(schedule(functionArn, true)).rejects.toThrow('Secrets Manager cannot invoke the specified Lambda function');
      await allow(functionArn);
      await expect(schedule(functionArn, false)).rejects.toThrow('the test of the rotation failed');
      await expect(schedule(`${functionArn}x`, true)).rejects.toThrow('Function not found');
    });

    test('ends with its schedule', async () => {
      const functionArn = await rotator();
      await allow(functionArn);
      const state = await schedule(functionArn, true);
      await rotations.close();
      await rotations.provider().delete(state, {}, SCHEDULE);

      expect(await describeSecret()).toMatchObject({ RotationEnabled: false });
      await expect(client.send(new RotateSecretCommand({ SecretId: arn }))).rejects.toThrow('No Lambda rotation function ARN is associated with this secret');
    });
  });
});
