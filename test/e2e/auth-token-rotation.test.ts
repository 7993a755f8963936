import { CloudFormationClient, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeSecretCommand, GetSecretValueCommand, RotateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { childEnvironment } from '../../rehearsal/http/child-environment';
import { OfflineAws } from '../../rehearsal/offline-aws';
import { CdkCli } from '../../rehearsal/scenario/cdk-cli';
import { Cleanup } from '../../rehearsal/scenario/cleanup';
import { LogBook } from '../../rehearsal/scenario/log-book';
import { findSecrets } from '../../rehearsal/scenario/secret-search';
import { temporaryFolder } from './support/temporary-folder';

const ROOT = join(__dirname, '..', '..');
const STACK = 'RotationStack';
const DEPLOYMENT_MILLIS = 180_000;
const PATIENCE_MILLIS = 60_000;
/** Long enough for a look before it is over. */
const GRACE_SECONDS = 3;

describe('the rotation of an AUTH token: examples/auth-token-rotation, deployed by the CDK CLI', () => {
  const cleanup = new Cleanup();
  const book = new LogBook();
  const folder = temporaryFolder();
  let aws: OfflineAws;
  let cdk: CdkCli;
  let secrets: SecretsManagerClient;
  let secretId: string;
  /** Who could not log in with the token that the secret showed then. */
  const refused: string[] = [];
  let logins = 0;

  beforeAll(async () => {
    aws = await OfflineAws.start({ log: book.log, nodeDelayMillis: 10 });
    cleanup.add(() => aws.close());
    cdk = new CdkCli({
      program: join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk'),
      appFolder: join(ROOT, 'examples', 'auth-token-rotation'),
      outputFolder: join(folder, 'cdk.out'),
      environment: { ...childEnvironment({ endpointUrl: aws.url, region: aws.region, cdkHome: join(folder, 'cdk-home') }), TMPDIR: folder },
      onLine: (line) => {
        book.log('cdk', line);
      },
    });
    cleanup.add(() => cdk.end());
    secrets = new SecretsManagerClient(client());
    cleanup.add(() => {
      secrets.destroy();
    });
    await deploy();
    secretId = (await resource('AWS::SecretsManager::Secret')).PhysicalResourceId ?? '';
  }, DEPLOYMENT_MILLIS);
  afterAll(() => cleanup.run());

  const client = () => ({ endpoint: aws.url, region: aws.region, credentials: { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'x' }, maxAttempts: 1 });

  async function deploy(...context: readonly string[]): Promise<void> {
    const { exitCode, output } = await cdk.run(['deploy', STACK, '--require-approval', 'never', '-c', 'previousTokenSeconds=0', ...context.flatMap((each) => ['-c', each])]);
    if (exitCode !== 0) throw new Error(output);
  }

  async function resource(type: string, id = '') {
    const cloudFormation = new CloudFormationClient(client());
    const { StackResources = [] } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName: STACK }));
    cloudFormation.destroy();
    const found = StackResources.find(({ ResourceType, LogicalResourceId }) => ResourceType === type && LogicalResourceId?.includes(id));
    if (found === undefined) throw new Error(`the stack has no ${type}`);
    return found;
  }

  const tokenOf = async (VersionStage: string): Promise<string> => (await secrets.send(new GetSecretValueCommand({ SecretId: secretId, VersionStage }))).SecretString ?? '';

  /** Whether every node takes the token. */
  async function isGood(token: string): Promise<boolean> {
    const logIn = aws.members().map(({ node }) => node.command(['AUTH', 'default', token]).then(() => true, () => false));
    return (await Promise.all(logIn)).every(Boolean);
  }

  /** A client that reads the secret and logs in, again and again, until it is stopped. */
  function startClient(): () => Promise<void> {
    const stopping = new AbortController();
    const work = (async () => {
      while (!stopping.signal.aborted) {
        const token = await tokenOf('AWSCURRENT');
        // on the way from the secret to the nodes the token may have ended, as the user chose: then read again
        if (!(await isGood(token)) && (await tokenOf('AWSCURRENT')) === token) refused.push(new Date().toISOString());
        logins += 1;
        await pause(5);
      }
    })();
    return async () => {
      stopping.abort();
      await work;
    };
  }

  async function rotate(): Promise<void> {
    const { VersionId = '' } = await secrets.send(new RotateSecretCommand({ SecretId: secretId }));
    const limit = Date.now() + PATIENCE_MILLIS;
    for (;;) {
      const { VersionIdsToStages = {}, LastRotatedDate } = await secrets.send(new DescribeSecretCommand({ SecretId: secretId }));
      if (LastRotatedDate !== undefined && VersionIdsToStages[VersionId]?.includes('AWSCURRENT')) return;
      if (Date.now() > limit) throw new Error(`the rotation did not end: ${book.toText().split('\n').slice(-20).join('\n')}`);
      await pause(50);
    }
  }

  async function retire(): Promise<void> {
    const lambda = new LambdaClient(client());
    const FunctionName = (await resource('AWS::Lambda::Function', 'AuthTokenRotation')).PhysicalResourceId;
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify({ RetirePreviousTokenOf: secretId })) }));
    lambda.destroy();
    expect(answer.FunctionError).toBeUndefined();
  }

  const steps = () => book.lines.filter(({ source }) => source === 'secretsmanager').map(({ line }) => line.replace(/ of .*:/, ':'));

  test('the set-up is tested, and nothing is rotated yet', async () => {
    expect(steps()).toEqual(['testSecret: done']);
    expect(await isGood(await tokenOf('AWSCURRENT'))).toBe(true);
  });

  test('a rotation gives the nodes a new token, and no client is refused meanwhile', async () => {
    const before = await tokenOf('AWSCURRENT');
    const stop = startClient();
    await rotate();
    await stop();

    const after = await tokenOf('AWSCURRENT');
    expect(after).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(after).not.toBe(before);
    expect(await tokenOf('AWSPREVIOUS')).toBe(before);
    expect(steps().slice(1)).toEqual(['createSecret: done', 'setSecret: done', 'testSecret: done', 'finishSecret: done']);
    expect(logins).toBeGreaterThan(10);
    expect(refused).toEqual([]);
    // the app of this test says: it ends with the rotation
    expect([await isGood(after), await isGood(before)]).toEqual([true, false]);
  }, PATIENCE_MILLIS);

  test('a deployment that changes the group leaves the token as it is', async () => {
    const token = await tokenOf('AWSCURRENT');
    await deploy('description=changed', `previousTokenSeconds=${GRACE_SECONDS}`);
    expect(book.toText()).toMatch(/AWS::ElastiCache::ReplicationGroup \S+ UPDATE_COMPLETE/);

    expect([await tokenOf('AWSCURRENT'), await isGood(token)]).toEqual([token, true]);
  }, DEPLOYMENT_MILLIS);

  test('where the token before is to live longer, it does, until its time is over', async () => {
    const before = await tokenOf('AWSCURRENT');
    const stop = startClient();
    await rotate();
    await retire();
    expect([await isGood(before), await isGood(await tokenOf('AWSCURRENT'))]).toEqual([true, true]);

    await pause(1000 * GRACE_SECONDS);
    await retire();
    await stop();
    expect([await isGood(before), await isGood(await tokenOf('AWSCURRENT'))]).toEqual([false, true]);
    expect(refused).toEqual([]);
  }, DEPLOYMENT_MILLIS);

  test('no token and no key is in any log, and nothing was called that AWS does not have', () => {
    expect(findSecrets(book.lines, aws.secrets())).toEqual([]);
    expect(aws.unknownOperations()).toEqual([]);
  });
});
