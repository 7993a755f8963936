import { type CustomResourceAnswered, type CustomResourceRequest } from '../../../rehearsal/cloudformation/custom-resource-events';
import { type CloudFormation } from '../../../rehearsal/cloudformation/engine';
import { benchEngine, statuses, templateOf, thing, type BenchEngine } from './bench-engine';
import { deferred } from './deferred';

/** What a function answers; `undefined` for no answer at all. */
type Answer = Readonly<Record<string, unknown>> | string | undefined;

const TOKEN = 'arn:aws:lambda:us-east-1:123456789012:function:on-event';
const custom = (properties: Readonly<Record<string, unknown>> = {}, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  Type: 'Custom::Gate',
  Properties: { ServiceToken: TOKEN, ...properties },
  ...more,
});

const tokenOf = (request: CustomResourceRequest): string => new URL(request.ResponseURL).searchParams.get('X-Amz-Signature') ?? '';
const success = (request: CustomResourceRequest, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  Status: 'SUCCESS',
  RequestId: request.RequestId,
  StackId: request.StackId,
  LogicalResourceId: request.LogicalResourceId,
  PhysicalResourceId: request.PhysicalResourceId ?? 'gate-1',
  ...more,
});

interface Bench extends BenchEngine {
  readonly requests: CustomResourceRequest[];
  readonly answers: CustomResourceAnswered[];
  answer: (request: CustomResourceRequest) => Answer;
}

function bench(answer: (request: CustomResourceRequest) => Answer = success): Bench {
  const requests: CustomResourceRequest[] = [];
  const answers: CustomResourceAnswered[] = [];
  const base = benchEngine({
    invokeFunction: (_arn, request) => {
      requests.push(request);
      setImmediate(() => {
        const body = made.answer(request);
        if (body !== undefined) base.engine.respond(tokenOf(request), Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
      });
      return Promise.resolve();
    },
  });
  const made: Bench = { ...base, requests, answers, answer };
  base.engine.events.on('custom-resource-answer', (event) => answers.push(event));
  return made;
}

const kinds = ({ requests }: Bench): readonly string[] => requests.map(({ RequestType, PhysicalResourceId }) => (PhysicalResourceId === undefined ? RequestType : `${RequestType} ${PhysicalResourceId}`));
const reason = (engine: CloudFormation, status: string): string | undefined => engine.stacks[0]?.events.find((event) => event.logicalId === 'Gate' && event.status === status)?.reason;

describe('the life of a custom resource', () => {
  it('asks with the whole protocol, primitives as text, and gives Data to Fn::GetAtt', async () => {
    const made = bench((request) => success(request, { Data: { Nodes: 'six', Deep: { Inner: 1 } } }));
    const gate = custom({ Count: 3, Flag: true, List: [{ n: 1 }], ServiceTimeout: 30 });
    const outputs = { Nodes: { Value: { 'Fn::GetAtt': ['Gate', 'Nodes'] } }, Inner: { Value: { 'Fn::GetAtt': ['Gate', 'Deep.Inner'] } } };
    const stack = await made.engine.deploy('S', templateOf({ Gate: gate }, { Outputs: outputs }));
    expect(stack.outputs.map(({ value }) => value)).toEqual(['six', '1']);
    expect(made.requests[0]).toMatchObject({
      RequestType: 'Create',
      ServiceToken: TOKEN,
      StackId: stack.id,
      LogicalResourceId: 'Gate',
      ResourceType: 'Custom::Gate',
      ResourceProperties: { ServiceToken: TOKEN, Count: '3', Flag: 'true', List: [{ n: '1' }], ServiceTimeout: '30' },
    });
    expect(made.requests[0]?.ResponseURL).toMatch(/^https:\/\/cloudformation-custom-resource-response-useast1\.s3\.amazonaws\.com\/.+X-Amz-Signature=[0-9a-f]{64}$/);
  });

  it('is not asked when its properties did not change, and is asked to update and delete', async () => {
    const made = bench();
    await made.engine.deploy('S', templateOf({ Gate: custom({ Family: 'ipv4' }), Other: thing({ Value: 1 }) }));
    await made.engine.deploy('S', templateOf({ Gate: custom({ Family: 'ipv4' }), Other: thing({ Value: 2 }) }));
    expect(kinds(made)).toEqual(['Create']);
    const stack = await made.engine.deploy('S', templateOf({ Gate: custom({ Family: 'ipv6' }), Other: thing({ Value: 2 }) }));
    expect(made.requests[1]).toMatchObject({ PhysicalResourceId: 'gate-1', ResourceProperties: { Family: 'ipv6' }, OldResourceProperties: { Family: 'ipv4' } });
    made.engine.deleteStack(stack);
    await stack.running;
    expect(kinds(made)).toEqual(['Create', 'Update gate-1', 'Delete gate-1']);
  });

  it('deletes the old id after an update that answered with another one', async () => {
    const made = bench((request) => success(request, { PhysicalResourceId: request.ResourceProperties['Family'] }));
    await made.engine.deploy('S', templateOf({ Gate: custom({ Family: 'ipv4' }) }));
    await made.engine.deploy('S', templateOf({ Gate: custom({ Family: 'ipv6' }) }));
    expect(kinds(made)).toEqual(['Create', 'Update ipv4', 'Delete ipv4']);
    expect(made.requests[2]?.ResourceProperties).toMatchObject({ Family: 'ipv4' });
    expect(statuses(made.engine, 'S').at(-2)).toBe('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  });

  it('deletes the new id when the update is rolled back', async () => {
    const made = bench((request) => success(request, { PhysicalResourceId: request.RequestType === 'Delete' ? request.PhysicalResourceId : request.ResourceProperties['Family'] }));
    await made.engine.deploy('S', templateOf({ Gate: custom({ Family: 'ipv4' }) }));
    made.things.script = () => {
      throw new Error('exploded');
    };
    await made.engine.deploy('S', templateOf({ Gate: custom({ Family: 'ipv6' }), Broken: thing({}, { DependsOn: 'Gate' }) }));
    expect(kinds(made)).toEqual(['Create', 'Update ipv4', 'Update ipv6', 'Delete ipv6']);
    expect(made.engine.find('S')?.resources.get('Gate')?.state?.physicalId).toBe('ipv4');
  });
});

describe('a custom resource that fails', () => {
  it('is deleted under the id that its failed creation answered', async () => {
    const made = bench((request) => success(request, request.RequestType === 'Create' ? { Status: 'FAILED', Reason: 'no node answers', PhysicalResourceId: 'made' } : {}));
    const stack = await made.engine.deploy('S', templateOf({ Gate: custom() }));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(kinds(made)).toEqual(['Create', 'Delete made']);
    expect(reason(made.engine, 'CREATE_FAILED')).toMatch(/^Received response status \[FAILED\] from custom resource\. Message returned: no node answers \(RequestId: /);
  });

  it.each<readonly [string, (request: CustomResourceRequest) => Answer, RegExp]>([
    ['answers with more than 4,096 bytes', (request) => success(request, { Data: { Nodes: 'x'.repeat(4096) } }), /Response object is too long/],
    ['answers for another request', (request) => success(request, { RequestId: 'other' }), /RequestId does not match/],
    ['answers for another stack', (request) => success(request, { StackId: 'other' }), /StackId does not match/],
    ['answers without an id', (request) => success(request, { PhysicalResourceId: '' }), /Invalid PhysicalResourceId/],
    ['answers with an unknown status', (request) => success(request, { Status: 'OK' }), /Status must be/],
    ['answers with Data that is no object', (request) => success(request, { Data: 'text' }), /Data must be an object/],
    ['answers something that is no JSON', () => 'SUCCESS', /not valid JSON/],
  ])('fails when it %s', async (_name, create, message) => {
    const made = bench((request) => (request.RequestType === 'Create' ? create(request) : success(request)));
    await made.engine.deploy('S', templateOf({ Gate: custom() }));
    expect(reason(made.engine, 'CREATE_FAILED')).toMatch(message);
    expect(made.answers[0]).toMatchObject({ outcome: 'INVALID' });
    expect(kinds(made)[1]).toMatch(/^Delete S-Gate-[0-9A-F]{12}$/);
  });

  it('accepts an answer of exactly 4,096 bytes', async () => {
    const made = bench((request) => {
      const empty = JSON.stringify(success(request, { Data: { N: '' } })).length;
      return success(request, { Data: { N: 'x'.repeat(4096 - empty) } });
    });
    expect((await made.engine.deploy('S', templateOf({ Gate: custom() }))).status).toBe('CREATE_COMPLETE');
    expect(made.answers[0]?.answerBytes).toBe(4096);
  });

  it('fails after ServiceTimeout without an answer; what comes later has no effect', async () => {
    const made = bench((request) => (request.RequestType === 'Create' ? undefined : success(request)));
    const stack = await made.engine.deploy('S', templateOf({ Gate: custom({ ServiceTimeout: 1 }) }));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(reason(made.engine, 'CREATE_FAILED')).toMatch(/^CloudFormation did not receive a response from your Custom Resource/);
    expect(made.answers[0]).toMatchObject({ outcome: 'TIMED_OUT' });
    const late = made.requests[0];
    if (!late) throw new Error('nothing was asked');
    expect(made.engine.respond(tokenOf(late), Buffer.from(JSON.stringify(success(late))))).toBe(true);
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
  });

  it('refuses a token that nobody was given', async () => {
    const made = bench((request) => (request.RequestType === 'Create' ? undefined : success(request)));
    const deployed = made.engine.deploy('S', templateOf({ Gate: custom({ ServiceTimeout: 1 }) }));
    expect(made.engine.respond('0'.repeat(64), Buffer.from('{}'))).toBe(false);
    await deployed;
    expect(made.answers[0]).toMatchObject({ outcome: 'TIMED_OUT' });
  });

  it('fails at once when its function can not be called, and nothing is there to delete', async () => {
    const { engine } = benchEngine();
    const stack = await engine.deploy('S', templateOf({ Gate: custom() }));
    expect(reason(engine, 'CREATE_FAILED')).toBe('no function here');
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
  });

  it('is given up when another resource fails, and deleted under an invented id', async () => {
    const made = bench((request) => (request.RequestType === 'Create' ? undefined : success(request)));
    made.things.script = (call) => {
      if (call === 'create Broken') throw new Error('exploded');
      return undefined;
    };
    const stack = await made.engine.deploy('S', templateOf({ Gate: custom(), Broken: thing() }));
    expect(stack.status).toBe('ROLLBACK_COMPLETE');
    expect(reason(made.engine, 'CREATE_FAILED')).toBe('Resource creation cancelled');
    expect(kinds(made)[1]).toMatch(/^Delete S-Gate-/);
  });

  it('is updated back with swapped properties, which the rollback waits for', async () => {
    const seen: string[] = [];
    const made = bench((request) => {
      seen.push(`${String(request.ResourceProperties['Family'])} in ${made.engine.stacks[0]?.status ?? ''}`);
      return success(request, request.ResourceProperties['Family'] === 'ipv6' ? { Status: 'FAILED', Reason: 'late' } : {});
    });
    await made.engine.deploy('S', templateOf({ Gate: custom({ Family: 'ipv4' }) }));
    const stack = await made.engine.deploy('S', templateOf({ Gate: custom({ Family: 'ipv6' }) }));
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(seen).toEqual(['ipv4 in CREATE_IN_PROGRESS', 'ipv6 in UPDATE_IN_PROGRESS', 'ipv4 in UPDATE_ROLLBACK_IN_PROGRESS']);
    expect(made.requests[2]).toMatchObject({ ResourceProperties: { Family: 'ipv4' }, OldResourceProperties: { Family: 'ipv6' } });
  });

  it('may not change its service token; the refusal is rolled back without asking anyone', async () => {
    const made = bench();
    await made.engine.deploy('S', templateOf({ Gate: custom() }));
    const stack = await made.engine.deploy('S', templateOf({ Gate: custom({ ServiceToken: `${TOKEN}-2` }) }));
    expect(reason(made.engine, 'UPDATE_FAILED')).toBe('Modifying service token is not allowed.');
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(kinds(made)).toEqual(['Create']);
  });

  it('names an attribute that the answer did not have', async () => {
    const made = bench();
    const stack = await made.engine.deploy('S', templateOf({ Gate: custom(), A: thing({ Value: { 'Fn::GetAtt': ['Gate', 'Nodes'] } }) }));
    expect(stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toBe("CustomResource attribute error: Vendor response doesn't contain Nodes attribute in object gate-1");
  });
});

describe('secrets and ends', () => {
  it('never writes the response URL or its token to the log or into an event', async () => {
    const made = bench();
    const requested: unknown[] = [];
    made.engine.events.on('custom-resource-request', (event) => requested.push(event));
    await made.engine.deploy('S', templateOf({ Gate: custom() }));
    const told = JSON.stringify([made.lines, requested, made.answers]);
    expect(made.requests.map(tokenOf).every((token) => token.length === 64 && !told.includes(token))).toBe(true);
    expect(told).not.toContain('ResponseURL');
  });

  it('stops waiting when the engine closes, without a rollback', async () => {
    const asked = deferred();
    const made = bench(() => {
      asked.resolve();
      return undefined;
    });
    const deployed = made.engine.deploy('S', templateOf({ Gate: custom() }));
    await asked.promise;
    await made.engine.close();
    expect((await deployed).status).toBe('CREATE_IN_PROGRESS');
    expect(kinds(made)).toEqual(['Create']);
    expect(made.answers).toMatchObject([{ outcome: 'CANCELLED' }]);
  });
});
