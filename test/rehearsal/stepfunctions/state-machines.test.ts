import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Execution } from '../../../rehearsal/stepfunctions/execution';
import { StateMachines } from '../../../rehearsal/stepfunctions/state-machines';
import { stepFunctionsService } from '../../../rehearsal/stepfunctions/step-functions-service';
import { contextOf } from '../resource-context';
import { LambdaLab } from '../lambda/lambda-lab';
import { waiterDefinition } from './waiter-definition';

const TYPE = 'AWS::StepFunctions::StateMachine';
const CONTEXT = contextOf(TYPE, 'Waiter');

describe('state machines', () => {
  let lab: LambdaLab;
  let machines: StateMachines;
  let client: SFNClient;
  let poll: string;
  let onTimeout: string;
  let roleArn: string;

  beforeAll(async () => {
    lab = await LambdaLab.open();
    machines = new StateMachines({ functions: lab.functions, iam: lab.iam, log: (source, line) => lab.lines.push(`${source}: ${line}`) });
    lab.frontDoor.register(stepFunctionsService(machines, lab.iam));
    client = new SFNClient({ endpoint: lab.frontDoor.url, region: 'us-east-1', credentials: { accessKeyId: 'CLI', secretAccessKey: 'x' }, maxAttempts: 1 });
    const arnOf = async (id: string, code: string) => String((await lab.create(id, { 'index.js': code })).attributes['Arn']);
    poll = await arnOf('Poll', `let calls = 0;
      exports.handler = async (event) => {
        if (event.hang) return new Promise((resolve) => setTimeout(resolve, 15000));
        if (++calls % event.until !== 0) throw Object.assign(new Error(JSON.stringify(event)), { name: 'Retry' });
        return { polled: calls };
      };`);
    onTimeout = await arnOf('OnTimeout', 'exports.handler = async (event) => ({ gave: JSON.parse(JSON.parse(event.Cause).errorMessage), error: event.Error });');
    roleArn = await lab.role('States', [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: [poll, onTimeout] }], 'states.amazonaws.com');
  });
  afterAll(async () => {
    client.destroy();
    await machines.close();
    await lab.close();
  });

  const create = async (DefinitionString: string, RoleArn = roleArn) => (await machines.provider().create({ DefinitionString, RoleArn }, CONTEXT)).physicalId;
  const ended = async (execution: Execution) => {
    while (execution.endedAtMillis === undefined) await sleep(10);
    return execution;
  };

  test('the real waiter asks again until the function answers', async () => {
    const arn = await create(waiterDefinition(poll, onTimeout, 1, 10));
    const execution = await ended(machines.start(arn, '{"until":3}'));
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"polled":3}', stateTransitions: 3 });
    const took = (execution.endedAtMillis ?? 0) - execution.startedAtMillis;
    expect(took).toBeGreaterThanOrEqual(2000);
    expect(lab.lines.at(-1)).toMatch(/^states: Cache-Waiter-\w+ SUCCEEDED after \d+ ms and 3 state transitions$/);
  });

  test('when its attempts are used up, onTimeout gets the error of the function as it was thrown', async () => {
    const arn = await create(waiterDefinition(poll, onTimeout, 1, 1));
    const execution = await ended(machines.start(arn, '{"until":1000}'));
    expect(execution).toMatchObject({ status: 'SUCCEEDED', stateTransitions: 3 });
    expect(JSON.parse(execution.output ?? '')).toEqual({ gave: { until: 1000 }, error: 'Retry' });
  });

  test('an error that nobody catches fails the execution', async () => {
    const arn = await create(JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource: poll, End: true } } }));
    const execution = await ended(machines.start(arn, '{"until":1000}'));
    expect(execution.status).toBe('FAILED');
    expect(`${execution.error ?? ''} ${execution.cause ?? ''}`).toContain('Retry');
  });

  test('a role that may not call the function, and a function that is not there', async () => {
    const caught = (Resource: string) => JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource, End: true, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }, B: { Type: 'Pass', End: true } } });
    const powerless = await lab.role('Powerless', [], 'states.amazonaws.com');
    const refused = await ended(machines.start(await create(caught(poll), powerless), '{}'));
    expect(JSON.parse(refused.output ?? '')).toEqual({ Error: 'Lambda.AWSLambdaException', Cause: expect.stringContaining('is not authorized to perform: lambda:InvokeFunction') as unknown });
    const everything = await lab.role('Everything', [{ Effect: 'Allow', Action: '*', Resource: '*' }], 'states.amazonaws.com');
    const missing = await ended(machines.start(await create(caught(poll.replace(/[^:]+$/, 'nobody')), everything), '{}'));
    expect(JSON.parse(missing.output ?? '')).toMatchObject({ Error: 'Lambda.ResourceNotFoundException' });
  });

  test('the API, through the real client, starts and describes; names are not needed', async () => {
    const arn = await create(waiterDefinition(poll, onTimeout, 1, 3));
    const started = await client.send(new StartExecutionCommand({ stateMachineArn: arn, input: '{"until":1}' }));
    expect(started.startDate).toBeInstanceOf(Date);
    const execution = machines.execution(started.executionArn ?? '');
    if (execution === undefined) throw new Error('the execution is not known');
    await ended(execution);
    expect(await client.send(new DescribeExecutionCommand({ executionArn: started.executionArn }))).toMatchObject({ status: 'SUCCEEDED', stateMachineArn: arn, stopDate: expect.any(Date) as unknown });
    await expect(client.send(new StartExecutionCommand({ stateMachineArn: `${arn}x` }))).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    await expect(client.send(new DescribeExecutionCommand({ executionArn: `${arn}x` }))).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  test('an update takes effect for later executions, a delete ends them', async () => {
    const pass = (Result: string) => JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', Result, End: true } } });
    const state = await machines.provider().create({ DefinitionString: pass('one'), RoleArn: roleArn }, CONTEXT);
    await machines.provider().update(state, {}, { DefinitionString: pass('two'), RoleArn: roleArn }, CONTEXT);
    expect((await ended(machines.start(state.physicalId, '{}'))).output).toBe('"two"');
    await machines.provider().delete(state, {}, CONTEXT);
    expect(() => machines.start(state.physicalId, '{}')).toThrow('State Machine Does Not Exist');
  });

  test('what can not run is refused at creation', async () => {
    const task = (Resource: string) => JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Task', Resource, End: true } } });
    await expect(create('{"StartAt":"A","States":{}}')).rejects.toThrow('Invalid State Machine Definition');
    await expect(create(task('arn:aws:states:::sns:publish'))).rejects.toThrow('the task "A" has the resource arn:aws:states:::sns:publish: the offline AWS knows functions only');
    await expect(create(task(poll), await lab.role('ForLambda'))).rejects.toThrow('states.amazonaws.com');
  });

  test('close aborts what runs', async () => {
    const execution = machines.start(await create(waiterDefinition(poll, onTimeout, 60, 2)), '{"until":1000}');
    await sleep(300);
    const before = Date.now();
    await machines.close();
    expect(execution.status).toBe('ABORTED');
    expect(Date.now() - before).toBeLessThan(2000);
  });
});
