import { beginGate } from '../../../lambda/gate/begin-gate';
import { GateError } from '../../../lambda/gate/gate-error';
import { type GateEvent, type IsCompleteEvent } from '../../../lambda/gate/gate-event';
import { type GateFinding } from '../../../lambda/gate/gate-finding';
import { type GateKind } from '../../../lambda/gate/gate-kind';
import { runGate } from '../../../lambda/gate/run-gate';
import { awsError, FakeServices, isCompleteOf, onEventOf, STACK_ID, STARTED } from './fake-services';

const MINUTE = 60_000;
const OPEN: GateFinding<{ Outcome: string }> = { kind: 'open', attributes: { Outcome: 'OPEN' }, remark: 'all there' };
const WAITING: GateFinding<{ Outcome: string }> = { kind: 'waiting', reason: 'not yet' };
const REFUSED: GateFinding<{ Outcome: string }> = { kind: 'refused', reason: 'never' };

/** A kind that finds what the test says. */
class FakeKind implements GateKind<{ Outcome: string }> {
  public readonly name = 'propagation';
  public readonly title = 'propagation gate';
  public finding = OPEN;
  public problems: readonly string[] = [];
  public looks = 0;
  /** How long a look takes. */
  public lookMillis = 0;

  public constructor(private readonly services: FakeServices) {}

  public readonly waitOf = () => (this.problems.length > 0 ? ({ ok: false, problems: this.problems } as const) : ({ ok: true, millis: 30 * MINUTE } as const));
  public readonly subject = () => ({ about: 'a thing' });
  public readonly prepare = () => Promise.resolve({ Outcome: 'NOT_JUDGED' });
  public readonly unjudged = (_: IsCompleteEvent, waited: number) => Promise.resolve({ Outcome: `NOT_JUDGED after ${waited}` });
  public readonly look = () => {
    this.looks += 1;
    this.services.clock += this.lookMillis;
    return Promise.resolve(this.finding);
  };
}

let services: FakeServices;
let kind: FakeKind;
beforeEach(() => {
  services = new FakeServices();
  kind = new FakeKind(services);
});

const run = (fields: Partial<IsCompleteEvent> = {}) => runGate(kind, isCompleteOf(fields), services);
const lines = () => services.lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('runGate', () => {
  test('Delete is complete at once: nobody looks, nobody is asked', async () => {
    kind.finding = REFUSED;
    expect(await run({ RequestType: 'Delete', ResourceProperties: {} })).toEqual({ IsComplete: true });
    expect([kind.looks, services.calls]).toEqual([0, []]);
  });

  test('open: complete, with the attributes', async () => {
    expect(await run()).toEqual({ IsComplete: true, Data: { Outcome: 'OPEN' } });
  });

  test('waiting: not complete, and no Data, which the framework would refuse', async () => {
    kind.finding = WAITING;
    expect(await run()).toEqual({ IsComplete: false });
  });

  test('waiting fails when the deadline came, also during the look', async () => {
    kind.finding = WAITING;
    services.clock = STARTED + 29 * MINUTE;
    kind.lookMillis = MINUTE;
    await expect(run()).rejects.toThrow(new GateError('propagation gate', 'not yet'));
  });

  test('a refusal fails at once', async () => {
    kind.finding = REFUSED;
    await expect(run()).rejects.toMatchObject({ name: 'PropagationGateError', message: 'never', stack: 'PropagationGateError' });
  });

  test('problems with the properties fail without a look', async () => {
    kind.problems = ['A is missing', 'B is "x"'];
    await expect(run()).rejects.toThrow('the propagation gate can not start: A is missing; B is "x"');
    expect(kind.looks).toBe(0);
  });

  test('without the times of onEvent there is one look', async () => {
    kind.finding = WAITING;
    await expect(run({ Data: undefined })).rejects.toThrow('not yet');
    await expect(run({ Data: { StartedAtMillis: 'x', DeadlineAtMillis: '' } })).rejects.toThrow('not yet');
    expect(kind.looks).toBe(2);
  });

  test.each(['ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED', 'UPDATE_COMPLETE', 'CREATE_FAILED', 'DELETE_COMPLETE'])(
    '%s: complete without a look, whatever is wrong',
    async (status) => {
      services.status = [status];
      services.clock = STARTED + 5000;
      kind.problems = ['A is missing'];
      expect(await run()).toEqual({ IsComplete: true, Data: { Outcome: 'NOT_JUDGED after 5000' } });
      expect(kind.looks).toBe(0);
    },
  );

  test.each([WAITING, REFUSED])('a rollback that began during the look is not blocked: $kind', async (finding) => {
    kind.finding = finding;
    services.clock = STARTED + 40 * MINUTE;
    services.status = ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'];
    expect(await run()).toMatchObject({ IsComplete: true });
  });

  test.each([awsError('Throttling'), undefined])('where CloudFormation does not say (%s), it looks, and a refusal waits until it does', async (status) => {
    services.status = [status];
    expect(await run()).toMatchObject({ IsComplete: true, Data: { Outcome: 'OPEN' } });
    kind.finding = REFUSED;
    expect(await run()).toEqual({ IsComplete: false });
    services.clock = STARTED + 30 * MINUTE;
    await expect(run()).rejects.toThrow('never');
  });
});

describe('runGate: the log', () => {
  test('a line for a look that waits, without metrics', async () => {
    kind.finding = WAITING;
    services.clock = STARTED + 90_000;
    await run();
    expect(lines()).toEqual([
      {
        step: 'isComplete', gate: 'propagation', resource: 'Gate', about: 'a thing',
        stackStatus: 'UPDATE_IN_PROGRESS', finding: 'waiting', reason: 'not yet', secondsWaiting: 90, secondsLeft: 1710,
      },
    ]);
  });

  test('an opened gate counts, by kind, and says how long it waited', async () => {
    services.clock = STARTED + 90_000;
    await run();
    expect(lines()).toMatchObject([
      {
        finding: 'open', Outcome: 'OPEN', reason: 'all there',
        Gate: 'propagation', GateOpened: 1, GateFailed: 0, GateSecondsWaited: 90,
        _aws: { Timestamp: services.clock, CloudWatchMetrics: [{ Namespace: 'ElastiCacheDualStack', Dimensions: [['Gate']] }] },
      },
    ]);
  });

  test.each([
    [REFUSED, 0, 'refused'],
    [WAITING, 30 * MINUTE, 'deadline'],
  ])('a failed gate counts, and says whether waiting longer had helped: $kind', async (finding, waited, failure) => {
    kind.finding = finding;
    services.clock = STARTED + waited;
    await expect(run()).rejects.toThrow(GateError);
    expect(lines()[1]).toMatchObject({ failure, Gate: 'propagation', GateOpened: 0, GateFailed: 1 });
  });

  test('a gate that nobody waits for counts as neither', async () => {
    services.status = ['UPDATE_ROLLBACK_IN_PROGRESS'];
    await run();
    expect(lines()).toEqual([expect.objectContaining({ outcome: 'NOT_JUDGED', reason: 'the stack rolls back: a gate must not block that' })]);
    expect(lines()[0]).not.toHaveProperty('GateFailed');
  });

  test('says what CloudFormation said where it does not tell the status', async () => {
    services.status = [awsError('Throttling')];
    await run();
    expect(lines()[0]).toMatchObject({ stackTrouble: 'Throttling: no' });
  });
});

describe('beginGate, whatever the kind', () => {
  const begin = (fields: Partial<GateEvent> = {}) => beginGate(kind, onEventOf(fields), services);

  test('notes when the wait begins and ends, under an id made of the kind, the stack and the resource', async () => {
    expect(await begin()).toEqual({
      PhysicalResourceId: 'propagation-gate/1b2c3d4e/Gate',
      NextStep: 'isComplete',
      Data: { Outcome: 'NOT_JUDGED', StartedAtMillis: String(STARTED), DeadlineAtMillis: String(STARTED + 30 * MINUTE) },
    });
    expect(services.calls).toEqual([]);
  });

  test('fails for problems only where no rollback can be blocked by it', async () => {
    kind.problems = ['A is missing'];
    await expect(begin()).rejects.toThrow(GateError);
    services.status = [undefined];
    expect((await begin()).Data?.DeadlineAtMillis).toBe(String(STARTED + 2 * MINUTE));
    expect(services.calls).toEqual([`DescribeStacks ${STACK_ID}`, `DescribeStacks ${STACK_ID}`]);
  });
});
