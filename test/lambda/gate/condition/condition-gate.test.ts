import { ConditionGate } from '../../../../lambda/gate/condition/condition-gate';
import { type ConditionServices } from '../../../../lambda/gate/condition/condition-caller';
import { type IsCompleteEvent } from '../../../../lambda/gate/gate-event';
import { runGate } from '../../../../lambda/gate/run-gate';
import { type ConditionRequest } from '../../../../lib/gates/contract';
import { awsError, FakeServices, isCompleteOf, STACK_ID, STARTED } from '../fake-services';

const MINUTE = 60_000;
const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:queue-is-empty';
const PROPERTIES = { FunctionArn: ARN, TimeoutSeconds: '1800', PollIntervalMillis: '5000', ChangeToken: '' };

/** A function that answers as the test says; a list gives one answer a call, the last one repeats. */
class FakeConditionServices extends FakeServices implements ConditionServices {
  public answers: unknown[] = [{ status: 'MET' }];
  public readonly asked: ConditionRequest[] = [];
  public readonly pauses: number[] = [];
  /** How long the function takes. */
  public answerMillis = 0;

  public readonly condition = {
    ask: (functionArn: string, request: ConditionRequest): Promise<unknown> => {
      this.calls.push(`Invoke ${functionArn}`);
      this.asked.push(request);
      this.clock += this.answerMillis;
      const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };

  public readonly pause = (millis: number): Promise<void> => {
    this.pauses.push(millis);
    this.clock += millis;
    return Promise.resolve();
  };
}

let services: FakeConditionServices;
beforeEach(() => {
  services = new FakeConditionServices();
});

const look = (properties: object = {}, fields: Partial<IsCompleteEvent> = {}) =>
  runGate(
    new ConditionGate(services),
    isCompleteOf({ ResourceType: 'Custom::ConditionGate', ResourceProperties: { ...PROPERTIES, ...properties }, ...fields }),
    services,
  );

describe('ConditionGate', () => {
  test('met: complete, with the attributes of the function and those of the gate', async () => {
    services.clock = STARTED + 12_000;
    services.answers = [{ status: 'MET', reason: 'the queue is empty', attributes: { Depth: '0' } }];
    expect(await look()).toEqual({ IsComplete: true, Data: { Depth: '0', SecondsWaited: '12', Outcome: 'MET' } });
    expect(services.lines.join()).toContain('the queue is empty');
  });

  test('tells the function what it needs, and nothing of the pre-signed address', async () => {
    await look({ Parameters: { QueueUrl: 'https://queue' }, AttributeNames: ['Depth'] }, { RequestType: 'Update' }).catch(() => undefined);
    expect(services.asked).toEqual([
      {
        version: 1,
        purpose: 'wait',
        requestType: 'Update',
        stackId: STACK_ID,
        logicalId: 'Gate',
        parameters: { QueueUrl: 'https://queue' },
        attributeNames: ['Depth'],
        startedAt: new Date(STARTED).toISOString(),
        deadlineAt: new Date(STARTED + 30 * MINUTE).toISOString(),
      },
    ]);
  });

  test('not yet: asks again and again, with the pause that it was told, for most of a minute', async () => {
    services.answers = [{ status: 'NOT_YET', reason: '12 messages left' }];
    expect(await look()).toEqual({ IsComplete: false });
    expect(services.asked).toHaveLength(9);
    expect(services.pauses).toEqual([...Array.from({ length: 8 }, () => 5000), 4000]);
    expect(services.clock - STARTED).toBe(44_000);
  });

  test('is met in the middle of a look', async () => {
    services.answers = [{ status: 'NOT_YET', reason: 'not empty' }, { status: 'NOT_YET', reason: 'not empty' }, { status: 'MET' }];
    expect(await look()).toMatchObject({ Data: { SecondsWaited: '10', Outcome: 'MET' } });
  });

  test.each([1000, 30_000])('a look ends in time, whatever the pause and the function take: %d ms', async (pause) => {
    services.answers = [{ status: 'NOT_YET', reason: 'no' }];
    services.answerMillis = 30_000;
    await look({ PollIntervalMillis: String(pause) });
    expect(services.clock - STARTED).toBeLessThanOrEqual(85_000);
  });

  test('the last call is at the deadline, and its reason is that of the failure', async () => {
    services.clock = STARTED + 30 * MINUTE - 7000;
    services.answers = [{ status: 'NOT_YET', reason: '3 messages left' }, { status: 'NOT_YET', reason: '2 messages left' }, { status: 'NOT_YET', reason: '1 message left' }];
    await expect(look()).rejects.toMatchObject({ name: 'ConditionGateError', message: '1 message left' });
    expect(services.pauses).toEqual([5000, 2000]);
  });

  test('refused: fails at once', async () => {
    services.answers = [{ status: 'REFUSED', reason: 'the queue does not exist' }];
    await expect(look()).rejects.toThrow('refused (ConditionRefused): the queue does not exist');
  });

  test('a very long reason is cut', async () => {
    services.answers = [{ status: 'REFUSED', reason: 'x'.repeat(100_000) }];
    const text = await look().catch((error: unknown) => (error as Error).message);
    expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThanOrEqual(2202);
  });
});

describe('ConditionGate: the function fails', () => {
  test.each([new Error('the function failed: Task timed out'), awsError('TooManyRequestsException')])('%s is waited out, and is the reason at the deadline', async (trouble) => {
    services.answers = [trouble, { status: 'MET' }];
    expect(await look()).toMatchObject({ Data: { Outcome: 'MET' } });
    services.answers = [trouble];
    services.clock = STARTED + 30 * MINUTE;
    await expect(look()).rejects.toThrow(`can not ask the condition function: ${trouble.name}: ${trouble.message}`);
  });

  test('a missing right may pass for two minutes', async () => {
    services.answers = [awsError('AccessDeniedException')];
    expect(await look()).toEqual({ IsComplete: false });
    services.clock = STARTED + 3 * MINUTE;
    await expect(look()).rejects.toThrow('AccessDeniedException');
  });

  test.each<[unknown, string]>([
    [undefined, 'the answer is missing: it must be an object with a status'],
    ['yes', 'the answer is "yes": it must be an object'],
    [[], 'the answer is []: it must be an object'],
    [{}, 'the status of the answer is missing: it must be "MET", "NOT_YET" or "REFUSED"'],
    [{ status: 'met' }, 'the status of the answer is "met"'],
    [{ status: { long: 'x'.repeat(1000) } }, 'xxx...: it must be'],
    [{ status: 'NOT_YET' }, 'the reason of the answer is missing: NOT_YET needs a text that says why'],
    [{ status: 'REFUSED', reason: 7 }, 'the reason of the answer is 7: REFUSED needs a text'],
    [{ status: 'MET', attributes: 'a' }, 'the attributes of the answer must be an object with texts'],
    [{ status: 'MET', attributes: { Depth: 0, Name: 'hush' } }, 'the attributes "Depth" must be texts'],
    [{ status: 'MET', attributes: { Outcome: 'hush' } }, 'the attributes "Outcome" belong to the gate'],
    [{ status: 'MET', attributes: { Name: 'hush'.repeat(400) } }, 'the attributes take 1611 bytes as JSON, at most 1500'],
  ])('an answer against the contract is refused: %j', async (answer, problem) => {
    services.answers = [answer];
    const text = await look().then(
      () => 'met',
      (error: unknown) => (error as Error).message,
    );
    expect(text).toContain('refused (ConditionAnswerMalformed): ');
    expect(text).toContain(problem);
    expect([text, ...services.lines].join()).not.toContain('hush');
  });

  test('an attribute that the app reads must be there', async () => {
    services.answers = [{ status: 'MET', attributes: { Depth: '0' } }];
    await expect(look({ AttributeNames: ['Depth', 'Url'] })).rejects.toThrow('the attributes "Url" are missing, which something in the app reads');
    expect(await look({ AttributeNames: ['Depth'] })).toMatchObject({ Data: { Depth: '0' } });
  });

  test('properties of another kind can not start', async () => {
    await expect(look({ FunctionArn: '', Parameters: { a: ['b'] } })).rejects.toThrow(
      'the condition gate can not start: FunctionArn is "": must be the ARN of the function that knows the condition; Parameters is not as expected: must be names with texts',
    );
  });
});

describe('ConditionGate in a stack that does not wait for it', () => {
  beforeEach(() => {
    services.status = ['UPDATE_ROLLBACK_IN_PROGRESS'];
  });

  test('a deletion and a rollback ask nobody', async () => {
    services.clock = STARTED + 5000;
    expect(await look()).toEqual({ IsComplete: true, Data: { SecondsWaited: '5', Outcome: 'NOT_JUDGED' } });
    expect(await look({}, { RequestType: 'Delete' })).toEqual({ IsComplete: true });
    expect(services.asked).toEqual([]);
  });

  test('attributes that the app reads are asked for once, and are those that are true now', async () => {
    services.answers = [{ status: 'MET', attributes: { Depth: '0' } }];
    expect(await look({ AttributeNames: ['Depth'] })).toMatchObject({ IsComplete: true, Data: { Depth: '0', Outcome: 'NOT_JUDGED' } });
    expect(services.asked).toMatchObject([{ purpose: 'attributes' }]);
  });

  test.each([new Error('broken'), { status: 'NOT_YET', reason: 'no' }, { status: 'MET', attributes: { Other: 'x' } }, 'nonsense'])(
    'where that fails they are empty, and the rollback goes on: %j',
    async (answer) => {
      services.answers = [answer];
      expect(await look({ AttributeNames: ['Depth'] })).toMatchObject({ IsComplete: true, Data: { Depth: '', Outcome: 'NOT_JUDGED' } });
    },
  );

  test('also with properties that can not be read', async () => {
    expect(await look({ FunctionArn: undefined, AttributeNames: ['Depth'] })).toMatchObject({ IsComplete: true, Data: { Depth: '' } });
  });
});
