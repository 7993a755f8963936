import { GetFunctionCommand, GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ResourceState } from '../../../rehearsal/cloudformation/resource-provider';
import { LambdaLab } from './lambda-lab';

const PROVIDER_FRAMEWORK = join(dirname(require.resolve('aws-cdk-lib/package.json')), 'custom-resources', 'lib', 'provider-framework', 'runtime');

function frameworkFiles(): Record<string, string> {
  const names = readdirSync(PROVIDER_FRAMEWORK).filter((name) => name.endsWith('.js'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(PROVIDER_FRAMEWORK, name), 'utf8')]));
}

describe('the API of Lambda, through the real client', () => {
  let lab: LambdaLab;
  let client: LambdaClient;
  let echo: ResourceState;
  beforeAll(async () => {
    lab = await LambdaLab.open();
    client = new LambdaClient({ endpoint: lab.frontDoor.url, region: 'us-east-1', credentials: { accessKeyId: 'CLI', secretAccessKey: 'x' }, maxAttempts: 1 });
    echo = await lab.create('Echo', { 'index.js': 'exports.handler = async (e) => { if (e.fail) throw new Error("told to"); return { got: e }; };' });
  });
  afterAll(async () => {
    client.destroy();
    await lab.close();
  });

  test('Invoke waits for the answer', async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName: String(echo.attributes['Arn']), Payload: '{"a":1}' }));
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(answer.FunctionError).toBeUndefined();
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toEqual({ got: { a: 1 } });
  });

  test('Invoke tells an error of the function from one of its own', async () => {
    const answer = await client.send(new InvokeCommand({ FunctionName: echo.physicalId, Payload: '{"fail":true}' }));
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    await expect(client.send(new InvokeCommand({ FunctionName: 'nobody' }))).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(client.send(new InvokeCommand({ FunctionName: echo.physicalId, Payload: '{' }))).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
  });

  test('Invoke does not wait when told so', async () => {
    const before = lab.functions.invocations.length;
    expect((await client.send(new InvokeCommand({ FunctionName: echo.physicalId, InvocationType: 'Event', Payload: '{"fail":true}' }))).StatusCode).toBe(202);
    expect((await client.send(new InvokeCommand({ FunctionName: echo.physicalId, InvocationType: 'DryRun' }))).StatusCode).toBe(204);
    while (lab.functions.invocations.length === before) await sleep(10);
    await sleep(10);
    expect(lab.lines.some((line) => line.includes('an asynchronous invocation failed'))).toBe(true);
  });

  test('GetFunction says that it is active', async () => {
    expect((await client.send(new GetFunctionCommand({ FunctionName: echo.physicalId }))).Configuration).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful', FunctionArn: echo.attributes['Arn'] });
    expect(await client.send(new GetFunctionConfigurationCommand({ FunctionName: echo.physicalId }))).toMatchObject({ Timeout: 20, MemorySize: 128 });
  });

  test('a function may call another one only if its role allows it, qualifier included', async () => {
    const code = { 'index.js': `
      const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
      exports.handler = async (e) => {
        const answer = await new LambdaClient({ maxAttempts: 1 }).send(new InvokeCommand({ FunctionName: e.target }));
        return JSON.parse(answer.Payload.transformToString());
      };` };
    const arn = String(echo.attributes['Arn']);
    const allowed = await lab.create('Allowed', code, { Role: await lab.role('Invoker', [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn }]) });
    const refused = await lab.create('Refused', code);
    expect(await lab.call(allowed, { target: arn })).toEqual({ failed: false, value: { got: {} } });
    expect((await lab.call(allowed, { target: `${arn}:live` })).value).toMatchObject({ errorType: 'AccessDeniedException', errorMessage: expect.stringContaining(`on resource: ${arn}:live because no identity-based policy allows`) as unknown });
    expect((await lab.call(refused, { target: arn })).value).toMatchObject({ errorType: 'AccessDeniedException' });
  });

  test('the real provider framework calls the handler and answers CloudFormation', async () => {
    const handler = await lab.create('OnEvent', { 'index.js': 'exports.handler = async (e) => ({ PhysicalResourceId: "made", Data: { Saw: e.RequestType } });' });
    const Role = await lab.role('Framework', [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: handler.attributes['Arn'] }]);
    const framework = await lab.create('Framework', frameworkFiles(), {
      Role, Handler: 'framework.onEvent', Timeout: 60, LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'FATAL' }, Environment: { Variables: { USER_ON_EVENT_FUNCTION_ARN: handler.attributes['Arn'] } },
    });
    const event = {
      RequestType: 'Create', RequestId: 'r', StackId: 's', LogicalResourceId: 'l', ResourceType: 'Custom::X', ResourceProperties: { ServiceToken: 't' },
      ResponseURL: 'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/x?X-Amz-Signature=token',
    };
    expect(await lab.call(framework, event)).toEqual({ failed: false, value: null });
    expect(lab.responses.map((body) => JSON.parse(body) as unknown)).toEqual([expect.objectContaining({ Status: 'SUCCESS', PhysicalResourceId: 'made', Data: { Saw: 'Create' } })]);
    expect(lab.lines.filter((line) => line.includes('framework') || line.includes('token'))).toEqual([]);
  });
});
