import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { contextOf } from '../resource-context';
import { LambdaLab } from './lambda-lab';

const CONTEXT = contextOf('AWS::Lambda::Function', 'Function');

describe('functions', () => {
  let lab: LambdaLab;
  beforeAll(async () => {
    lab = await LambdaLab.open();
  });
  afterAll(async () => {
    await lab.close();
  });

  test('answer with what the handler gives, from a warm process that keeps its state', async () => {
    const state = await lab.create('Counter', { 'index.js': 'let calls = 0; exports.handler = async (event) => ({ calls: ++calls, event });' });
    expect(await lab.call(state, { a: 1 })).toEqual({ failed: false, value: { calls: 1, event: { a: 1 } } });
    expect(await lab.call(state, 'text')).toEqual({ failed: false, value: { calls: 2, event: 'text' } });
    const records = lab.functions.invocations.filter(({ functionName }) => functionName === state.physicalId);
    expect(records.map(({ coldStart, failed, memoryMebibytes }) => ({ coldStart, failed, memoryMebibytes }))).toEqual([
      { coldStart: true, failed: false, memoryMebibytes: 128 },
      { coldStart: false, failed: false, memoryMebibytes: 128 },
    ]);
    expect(records[0]?.durationMillis).toBeGreaterThan(0);
  });

  test('see what the template says and nothing of this machine but the path', async () => {
    process.env['OF_THE_MACHINE'] = 'secret';
    const state = await lab.create('Env', { 'index.js': 'exports.handler = async (e, context) => ({ env: process.env, context, left: context.getRemainingTimeInMillis(), node: process.version });' }, {
      Environment: { Variables: { GIVEN: 1 } }, MemorySize: '256',
    });
    delete process.env['OF_THE_MACHINE'];
    const { env, context, left, node } = (await lab.call(state)).value as { env: Record<string, string>; context: object; left: number; node: string };
    expect(env).toMatchObject({ GIVEN: '1', AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: lab.frontDoor.url, AWS_LAMBDA_FUNCTION_NAME: state.physicalId, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256', PATH: process.env['PATH'] });
    expect(Object.keys(env)).not.toContain('OF_THE_MACHINE');
    expect(Object.keys(env)).not.toContain('HOME');
    expect(lab.functions.callerOf(env['AWS_ACCESS_KEY_ID'] ?? '')?.roleArn).toContain('role/Cache-EnvRole');
    expect(context).toMatchObject({ functionName: state.physicalId, memoryLimitInMB: '256', invokedFunctionArn: state.attributes['Arn'] });
    expect(left).toBeGreaterThan(15_000);
    expect(node).toMatch(/^v24\./);
  });

  test.each([
    ['index.mjs', 'export const handler = async () => "module";', 'index.handler', 'module'],
    ['index.cjs', 'exports.handler = async () => "cjs";', 'index.handler', 'cjs'],
    ['src/main.js', 'exports.nested = { run: () => "nested" };', 'src/main.nested.run', 'nested'],
    ['index.js', 'module.exports = { handler: async () => undefined };', 'index.handler', null],
  ])('the handler is found in %s', async (file, code, Handler, answer) => {
    const state = await lab.create('Found', { [file]: code }, { Handler });
    expect(await lab.call(state)).toEqual({ failed: false, value: answer });
  });

  test.each([
    ['an error', 'exports.handler = async () => { class Odd extends Error { name = "Odd"; } throw new Odd("no"); };', 'Odd', 'no'],
    ['something that is no error', 'exports.handler = async () => { throw "text"; };', 'string', 'text'],
    ['an error while loading', 'throw new TypeError("early");', 'TypeError', 'early'],
    ['code that can not be read', 'exports.handler = (', 'Runtime.UserCodeSyntaxError', /SyntaxError/],
    ['a missing module', 'require("not-there"); exports.handler = 1;', 'Runtime.ImportModuleError', /Cannot find module 'not-there'/],
    ['no handler', 'exports.other = 1;', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['an error outside of the call', 'exports.handler = () => new Promise(() => setTimeout(() => { throw new RangeError("late"); }, 5));', 'RangeError', 'late'],
    ['an unhandled rejection', 'exports.handler = () => new Promise(() => void Promise.reject(new Error("lost")));', 'Runtime.UnhandledPromiseRejection', 'Error: lost'],
    ['an exit', 'exports.handler = () => process.exit(3);', 'Runtime.ExitError', /^RequestId: \S+ Error: Runtime exited with error: exit status 3$/],
    ['an exit without reason', 'exports.handler = () => process.exit(0);', 'Runtime.ExitError', /Error: Runtime exited without providing a reason$/],
    ['a signal', 'exports.handler = () => new Promise(() => process.kill(process.pid, "SIGKILL"));', 'Runtime.ExitError', /Runtime exited with error: signal: killed$/],
  ])('%s becomes the payload that the runtime makes', async (_name, code, errorType, message) => {
    const state = await lab.create('Failing', { 'index.js': code });
    const { failed, value } = await lab.call(state);
    expect({ failed, value }).toEqual({ failed: true, value: expect.objectContaining({ errorType, errorMessage: message instanceof RegExp ? expect.stringMatching(message) as unknown : message }) as unknown });
    // The function can be called again, with a new process if need be.
    expect((await lab.call(state)).value).toMatchObject({ errorType });
  });

  test('an error carries its trace', async () => {
    const state = await lab.create('Trace', { 'index.js': 'exports.handler = async () => { throw new Error("x"); };' });
    const { trace } = (await lab.call(state)).value as { trace: string[] };
    expect(trace[0]).toBe('Error: x');
    expect(trace[1]).toContain('index.js');
  });

  test('a timeout ends the process', async () => {
    const state = await lab.create('Slow', { 'index.js': 'let calls = 0; exports.handler = (e) => e.hang ? new Promise(() => setInterval(() => {}, 50)) : ++calls;' }, { Timeout: 1 });
    expect((await lab.call(state)).value).toBe(1);
    expect((await lab.call(state, { hang: true })).value).toEqual({ errorType: 'Sandbox.Timedout', errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 1.00 seconds$/) as unknown });
    expect((await lab.call(state)).value).toBe(1);
  });

  test('two calls at the same time have a process each', async () => {
    const state = await lab.create('Parallel', { 'index.js': 'exports.handler = async () => { await new Promise((r) => setTimeout(r, 300)); return process.pid; };' });
    const [one, two] = await Promise.all([lab.call(state), lab.call(state)]);
    expect(one.value).not.toBe(two.value);
  });

  test('a call that runs while the function is deleted or changed finishes', async () => {
    const files = { 'index.js': 'exports.handler = async () => { await new Promise((r) => setTimeout(r, 400)); return [__dirname, process.pid]; };' };
    const state = await lab.create('Going', files);
    const running = lab.call(state);
    await sleep(50);
    await lab.functions.provider().update(state, {}, { Role: await lab.role('R'), ...lab.properties({ 'index.js': 'exports.handler = async () => "new";' }) }, CONTEXT);
    expect((await lab.call(state)).value).toBe('new');
    const [directory] = (await running).value as [string, number];
    expect(existsSync(directory)).toBe(false);
    await lab.functions.provider().delete(state, {}, CONTEXT);
    await expect(lab.functions.invoke(state.physicalId, '{}')).rejects.toThrow(`Function not found: ${state.physicalId}`);
  });

  test('lines that the function writes are logged under its name', async () => {
    const state = await lab.create('Talk', { 'index.js': 'exports.handler = async () => { console.log("out"); console.error("err"); };' });
    await lab.call(state);
    await sleep(50);
    expect(lab.lines).toEqual(expect.arrayContaining([`lambda ${state.physicalId}: out`, `lambda ${state.physicalId}: err`]));
  });

  test('with the log format JSON, only levels that are asked for, as objects', async () => {
    const state = await lab.create('Json', { 'index.js': 'exports.handler = async () => { console.log("quiet"); console.error({ loud: true }); process.stdout.write("raw\\n"); };' }, { LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'ERROR' } });
    await lab.call(state);
    await sleep(50);
    const lines = lab.lines.filter((line) => line.startsWith(`lambda ${state.physicalId}: `)).map((line) => line.slice(line.indexOf(': ') + 2));
    expect(lines[0]).toMatch(/"level":"ERROR","requestId":"[^"]+","message":{"loud":true}}$/);
    expect(lines.slice(1)).toEqual(['raw']);
  });

  test('inline code', async () => {
    const state = await lab.create('Inline', {}, { Code: { ZipFile: 'exports.handler = async () => "inline";' } });
    expect((await lab.call(state)).value).toBe('inline');
  });

  test('what AWS or we can not run is refused at creation', async () => {
    const create = (properties: object) => lab.create('Bad', { 'index.js': '' }, { ...properties });
    await expect(create({ Runtime: 'python3.13' })).rejects.toThrow('the offline AWS runs zipped nodejs functions only, not Zip with the runtime python3.13');
    await expect(create({ Handler: '' })).rejects.toThrow("Value null at 'Handler' failed to satisfy constraint");
    await expect(create({ Code: { S3Bucket: 'b', S3Key: 'k' } })).rejects.toThrow('S3 Error Code: NoSuchKey');
    await expect(create({ Role: await lab.role('Wrong', [], 'states.amazonaws.com') })).rejects.toThrow('The role defined for the function cannot be assumed by Lambda.');
    await expect(create({ VpcConfig: { SubnetIds: ['subnet-1'] } })).rejects.toThrow('does not have permissions to call CreateNetworkInterface on EC2');
    await expect(lab.create('Escape', { '../outside.js': '' })).rejects.toThrow('the code holds the file "../outside.js", which lies outside of its folder');
  });

  test('a function in a VPC runs but does not find AWS', async () => {
    const Role = await lab.role('InVpc', [{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }]);
    const state = await lab.create('InVpc', { 'index.js': 'exports.handler = async () => process.env.AWS_ENDPOINT_URL;' }, { Role, VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: [] } });
    const url = String((await lab.call(state)).value);
    await expect(fetch(url)).rejects.toThrow();
  });
});
