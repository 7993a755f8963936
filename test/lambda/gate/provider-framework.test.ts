import { dirname, join } from 'node:path';
import { beginGate } from '../../../lambda/gate/begin-gate';
import { type GateEvent, type IsCompleteEvent } from '../../../lambda/gate/gate-event';
import { PropagationGate } from '../../../lambda/gate/propagation/propagation-gate';
import { runGate } from '../../../lambda/gate/run-gate';
import { type Verdict } from '../../../lambda/topology/verdict';
import { awsError, FakeServices, isCompleteOf, onEventOf, PROPERTIES, STARTED, WAITING } from './fake-services';

/** The code of aws-cdk-lib that runs in AWS between CloudFormation and our handlers. */
interface Framework {
  onEvent(event: object): Promise<void>;
  isComplete(event: object): Promise<void>;
}
interface Outbound {
  invokeFunction: (request: { FunctionName: string; Payload: string }) => Promise<{ FunctionError?: string; Payload: string }>;
  startExecution: (request: { input: string }) => Promise<void>;
  httpRequest: (options: object, body: string) => Promise<void>;
}

const runtime = join(dirname(require.resolve('aws-cdk-lib/package.json')), 'custom-resources/lib/provider-framework/runtime');
const framework = jest.requireActual<Framework>(join(runtime, 'framework'));
const outbound = jest.requireActual<Outbound>(join(runtime, 'outbound'));

const FUNCTION_NAME = `gate-is-complete-${'x'.repeat(47)}`;
const LOG_GROUP = `${'s'.repeat(128)}-ElastiCacheGatesLogGroup12345678-abcdefghijkl`;
/** Ids as long as CloudFormation lets them be. */
const LONG_IDS = {
  StackId: `arn:aws:cloudformation:ap-southeast-1:111122223333:stack/${'s'.repeat(128)}/11111111-2222-3333-4444-555555555555`,
  LogicalResourceId: 'L'.repeat(255),
  RequestId: '11111111-2222-3333-4444-555555555555',
  PhysicalResourceId: `propagation-gate/11111111-2222-3333-4444-555555555555/${'L'.repeat(255)}`,
};

const onEvent = (event: GateEvent, fakes: FakeServices): Promise<unknown> => beginGate(new PropagationGate(fakes), event, fakes);
const isComplete = (event: IsCompleteEvent, fakes: FakeServices): Promise<unknown> => runGate(new PropagationGate(fakes), event, fakes);

let services: FakeServices;
let answers: { body: string; Status: string; Reason: string; Data?: Record<string, string> }[];
let waiterInput: Record<string, unknown> | undefined;

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  process.env['USER_ON_EVENT_FUNCTION_ARN'] = 'arn:aws:lambda:eu-central-1:111122223333:function:gate-on-event';
  process.env['USER_IS_COMPLETE_FUNCTION_ARN'] = `arn:aws:lambda:eu-central-1:111122223333:function:${FUNCTION_NAME}`;
  process.env['WAITER_STATE_MACHINE_ARN'] = 'arn:aws:states:eu-central-1:111122223333:stateMachine:waiter';
  process.env['AWS_LAMBDA_FUNCTION_NAME'] = FUNCTION_NAME;
  process.env['AWS_LAMBDA_LOG_GROUP_NAME'] = LOG_GROUP;
  services = new FakeServices();
  answers = [];
  waiterInput = undefined;
  outbound.invokeFunction = ({ FunctionName, Payload }) => asLambda(FunctionName.endsWith('gate-on-event') ? onEvent : isComplete, Payload);
  outbound.startExecution = ({ input }) => {
    waiterInput = JSON.parse(input) as Record<string, unknown>;
    return Promise.resolve();
  };
  outbound.httpRequest = (_, body) => {
    answers.push({ body, ...(JSON.parse(body) as { Status: string; Reason: string }) });
    return Promise.resolve();
  };
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** What the Node.js runtime of Lambda makes of a handler's result or error. */
async function asLambda(
  handler: (event: never, services: FakeServices) => Promise<unknown>,
  payload: string,
): Promise<{ FunctionError?: string; Payload: string }> {
  try {
    return { Payload: JSON.stringify(await handler(JSON.parse(payload) as never, services)) };
  } catch (error) {
    const { name, message, stack } = error as Error;
    return { FunctionError: 'Unhandled', Payload: JSON.stringify({ errorType: name, errorMessage: message, trace: stack?.split('\n') }) };
  }
}

function atDeadline(verdict: Verdict): object {
  services.verdict = verdict;
  services.clock = STARTED + 1_800_000;
  return { ...isCompleteOf(), ...LONG_IDS };
}

describe('behind the provider framework of the CDK', () => {
  test('waits, then opens: all attributes reach CloudFormation', async () => {
    await framework.onEvent({ ...onEventOf(), RequestId: LONG_IDS.RequestId });
    expect(waiterInput).toMatchObject({ Data: { StartedAtMillis: String(STARTED) } });

    services.verdict = WAITING;
    await expect(framework.isComplete({ ...waiterInput })).rejects.toThrow(); // "not yet" is a `Retry` to the waiter
    expect(answers).toEqual([]);

    services.verdict = { kind: 'open', members: [] };
    services.clock += 60_000;
    await framework.isComplete({ ...waiterInput });
    expect(answers).toMatchObject([{ Status: 'SUCCESS', Data: { Outcome: 'OPEN', SecondsWaited: '60', ReplicationGroupId: 'cache', NodesTotal: '2' } }]);
  });

  test('the reason of a failure is our text and where the logs are, without a stack trace', async () => {
    await framework.isComplete(atDeadline(WAITING));
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ Status: 'FAILED' });
    expect(answers[0]?.Reason).toBe(
      [
        '1 of 2 nodes is not proven to be on ipv6 after 30 min 0 s',
        'cache-0002-001: shows 1 of 2 nodes off ipv6: cache-0001-001 at 10.0.0.7',
        'check IpDiscovery',
        '',
        `Logs: /aws/lambda/${FUNCTION_NAME}`,
        '',
        `(gates and guards of this stack write to the log group ${LOG_GROUP})`,
      ].join('\n'),
    );
  });

  test.each([undefined, `/aws/lambda/${FUNCTION_NAME}`])('where the framework is right about the log, nothing is added: %s', async (logGroup) => {
    if (logGroup === undefined) delete process.env['AWS_LAMBDA_LOG_GROUP_NAME'];
    else process.env['AWS_LAMBDA_LOG_GROUP_NAME'] = logGroup;
    await framework.isComplete(atDeadline(WAITING));
    expect(answers[0]?.Reason).toMatch(/\n\nLogs: \/aws\/lambda\/[-a-z]+\n$/);
  });

  test.each<[string, string]>([
    ['plain words', 'shows 500 of 500 nodes off ipv6: '.repeat(20)],
    ['quotes and line breaks, which JSON writes with two characters', '"\n\\'.repeat(200)],
    ['characters of four bytes', '\u{1F600}'.repeat(200)],
    ['control characters, which JSON writes with six', '\u0001'.repeat(400)],
  ])('the whole answer stays within 4096 bytes for 500 lagging nodes: %s', async (_, reason) => {
    const members = Array.from({ length: 500 }, (__, index) => ({ memberId: `cache-${index}`, onTarget: false, reason }));
    const event = atDeadline({ kind: 'waiting', members });
    const long = { ConfigurationEndpointAddress: 'e'.repeat(255), ReplicationGroupId: 'g'.repeat(40), NodesTotal: '500', SecondsWaited: '0', Outcome: 'NOT_JUDGED' };
    Object.assign((event as { Data: object }).Data, long, { ConfigurationEndpointPort: '6379', TargetFamily: 'ipv6' });
    await framework.isComplete(event);
    expect(answers[0]).toMatchObject({ Status: 'FAILED' });
    expect(answers[0]?.Reason).toMatch(/^500 of 500 nodes are not proven to be on ipv6/);
    expect(Buffer.byteLength(answers[0]?.body ?? '')).toBeLessThanOrEqual(4096);
  });

  test('an error of the API that is very long is cut too', async () => {
    services.group = awsError('AccessDenied', 'User is not authorized '.repeat(500));
    services.clock = STARTED + 1_800_000;
    await framework.isComplete({ ...isCompleteOf(), ...LONG_IDS });
    expect(answers[0]?.Reason).toMatch(/^can not describe the replication group "cache": AccessDenied: User is/);
    expect(Buffer.byteLength(answers[0]?.body ?? '')).toBeLessThanOrEqual(4096);
  });

  test('wrong properties fail the Create with their names', async () => {
    await framework.onEvent({ ...onEventOf({ ResourceProperties: { ...PROPERTIES, TimeoutSeconds: 'soon' } }), RequestId: LONG_IDS.RequestId });
    expect(answers).toMatchObject([{ Status: 'FAILED' }]);
    expect(answers[0]?.Reason).toMatch(/^the propagation gate can not start: TimeoutSeconds is "soon": must be a whole number of seconds, at least 1\n\nLogs: /);
  });

  test('Delete succeeds at once', async () => {
    const event = { ...onEventOf({ RequestType: 'Delete', PhysicalResourceId: 'gate', ResourceProperties: {} }), RequestId: LONG_IDS.RequestId };
    await framework.onEvent(event);
    await framework.isComplete({ ...waiterInput });
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
    expect(services.calls).toEqual([]);
  });

  test('a rollback succeeds although nothing works', async () => {
    services.status = ['UPDATE_ROLLBACK_IN_PROGRESS'];
    services.group = awsError('AccessDenied');
    await framework.onEvent({ ...onEventOf({ RequestType: 'Update', PhysicalResourceId: 'gate' }), RequestId: LONG_IDS.RequestId });
    await framework.isComplete({ ...waiterInput });
    expect(answers).toMatchObject([{ Status: 'SUCCESS', Data: { Outcome: 'NOT_JUDGED', ConfigurationEndpointAddress: '' } }]);
  });
});
