import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ElastiCacheClient, DescribeReplicationGroupsCommand, DescribeUpdateActionsCommand } from '@aws-sdk/client-elasticache';
import { LambdaClient, GetFunctionCommand } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { OfflineAws } from '../../rehearsal/offline-aws';
import { LogBook } from '../../rehearsal/scenario/log-book';
import { findSecrets } from '../../rehearsal/scenario/secret-search';

describe('OfflineAws', () => {
  const book = new LogBook();
  let aws: OfflineAws;
  const client = () => ({
    endpoint: aws.url,
    region: aws.region,
    credentials: { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'x' },
    maxAttempts: 1,
  });

  beforeAll(async () => {
    aws = await OfflineAws.start({ log: book.log, nodeDelayMillis: 10 });
  });
  afterAll(() => aws.close());

  test('answers on the loopback', () => {
    expect(new URL(aws.url).hostname).toBe('127.0.0.1');
  });

  test('every service that a gate calls is there', async () => {
    const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:none';
    const machineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:none';

    await expect(new CloudFormationClient(client()).send(new DescribeStacksCommand({ StackName: 'None' }))).rejects.toThrow('does not exist');
    await expect(new ElastiCacheClient(client()).send(new DescribeReplicationGroupsCommand({}))).resolves.toMatchObject({ ReplicationGroups: [] });
    await expect(new LambdaClient(client()).send(new GetFunctionCommand({ FunctionName: functionArn }))).rejects.toThrow('Function not found');
    await expect(new SFNClient(client()).send(new StartExecutionCommand({ stateMachineArn: machineArn }))).rejects.toThrow('State Machine Does Not Exist');
    await expect(new SecretsManagerClient(client()).send(new GetSecretValueCommand({ SecretId: 'none' }))).rejects.toThrow("can't find the specified secret");
    expect(aws.unknownOperations()).toEqual([]);
  });

  test('an operation that it does not know is remembered', async () => {
    await expect(new ElastiCacheClient(client()).send(new DescribeUpdateActionsCommand({}))).rejects.toThrow();

    expect(aws.unknownOperations()).toEqual([expect.stringContaining('DescribeUpdateActions')]);
  });

  test('before the first deployment there is no stack, no node and no cluster', () => {
    expect([aws.stackStatus('CacheStack'), aws.members(), aws.cluster(), aws.probeResults()]).toEqual(['there is no stack', [], undefined, []]);
  });

  test('the credentials that it hands out are found in a log that holds them', () => {
    const line = JSON.stringify({ env: { AWS_SESSION_TOKEN: 'offline-session-token-of-a-function' } });

    expect(findSecrets([{ at: 0, source: 'lambda Probe', line }], aws.secrets())).toEqual(['a session token is in the log of lambda Probe at 1970-01-01T00:00:00.000Z']);
    expect(findSecrets(book.lines, aws.secrets())).toEqual([]);
  });
});
