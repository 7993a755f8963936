import { type WatchEvent } from '../../../lambda/probe/watch-event';
import { type Looks, WatchLoop } from '../../../lambda/probe/watch-loop';
import { type Observation } from '../../../lambda/topology/observation';
import { type MemberStanding, type Verdict } from '../../../lambda/topology/verdict';

const NOTHING: Observation = { members: [], expected: [] };
const standing = (memberId: string, onTarget: boolean): MemberStanding => ({ memberId, onTarget, reason: onTarget ? '' : 'lags' });
const open: Verdict = { kind: 'open', members: [standing('a', true), standing('b', true)] };
const waiting = (...lagging: string[]): Verdict => ({ kind: 'waiting', members: ['a', 'b'].map((id) => standing(id, !lagging.includes(id))) });
const refused: Verdict = { kind: 'refused', code: 'NotRedis', message: 'no', cannotTell: false, members: [] };

/** Records what is asked, and when; every sweep and look takes `work` milliseconds. */
class FakeRoster implements Looks {
  public readonly calls: string[] = [];
  public lastAnswerAt = 0;
  private readonly asked = new Map<string, number>();
  public constructor(
    private readonly work = 0,
    private readonly busyMillis = 0,
  ) {}
  public async sweep(patienceMillis: number): Promise<Observation> {
    this.note(['a', 'b']);
    return this.answer(`sweep ${patienceMillis}`);
  }
  public async look(memberIds: readonly string[]): Promise<void> {
    this.note(memberIds);
    await this.answer(`look ${memberIds.join(',')}`);
  }
  public latest(): Observation {
    return NOTHING;
  }
  public hangUp(memberIds: readonly string[]): void {
    if (memberIds.length > 0) this.calls.push(`${Math.round(performance.now() - started)}: hang up ${memberIds.join(',')}`);
  }
  public lastQuestion(memberId: string) {
    return { askedAt: this.asked.get(memberId) ?? 0, busyMillis: this.busyMillis };
  }
  private note(memberIds: readonly string[]): void {
    for (const id of memberIds) this.asked.set(id, performance.now());
  }
  private async answer(call: string): Promise<Observation> {
    this.calls.push(`${Math.round(performance.now() - started)}: ${call}`);
    if (this.work > 0) await new Promise((resolve) => setTimeout(resolve, this.work));
    this.lastAnswerAt = performance.now();
    return NOTHING;
  }
}

let started = 0;
beforeEach(() => {
  jest.useFakeTimers();
  started = performance.now();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Judges in the given order; the last verdict repeats. */
async function run(verdicts: readonly Verdict[], { work = 0, busy = 0, endAfter = 60_000, poll = 100 } = {}) {
  const roster = new FakeRoster(work, busy);
  const end = new AbortController();
  const events: WatchEvent[] = [];
  let at = 0;
  const judge = () => verdicts[Math.min(at++, verdicts.length - 1)] ?? open;
  const loop = new WatchLoop({ roster, judge, pollIntervalMillis: poll, ended: end.signal, onEvent: (event) => events.push(event) });
  setTimeout(() => {
    end.abort();
  }, endAfter);
  const result = loop.run();
  await jest.advanceTimersByTimeAsync(endAfter + 1000);
  return { ...(await result), calls: roster.calls, events };
}

describe('WatchLoop', () => {
  test('opens after two passing sweeps in a row', async () => {
    const { verdict, sweeps, calls } = await run([open]);
    expect(verdict.kind).toBe('open');
    expect(sweeps).toBe(2);
    expect(calls).toEqual(['0: sweep 1000', '25: sweep Infinity']);
  });

  test('whoever may be the wrong node is dialled anew, and nobody else', async () => {
    const misled: Verdict = { kind: 'waiting', members: [{ ...standing('a', false), misplaced: true }, standing('b', false)] };
    const { calls } = await run([misled, misled, waiting('b')], { endAfter: 250 });
    expect(calls).toEqual(['0: sweep 1000', '0: hang up a', '100: look a,b', '100: hang up a', '200: look a,b']);
  });

  test('a single passing sweep counts for nothing', async () => {
    const { sweeps, calls } = await run([open, waiting('a'), open, open, open]);
    // the look at `a` passes as well, but opens nothing
    expect(calls).toEqual(['0: sweep 1000', '25: sweep Infinity', '125: look a', '125: sweep Infinity', '150: sweep Infinity']);
    expect(sweeps).toBe(4);
  });

  test('asks only the laggards, every interval, and sweeps as soon as none is left', async () => {
    const { calls } = await run([waiting('a', 'b'), waiting('a', 'b'), waiting('b'), waiting('b'), open]);
    expect(calls).toEqual([
      '0: sweep 1000',
      '100: look a,b',
      '200: look a,b',
      '300: look b',
      '400: look b',
      '400: sweep Infinity',
      '425: sweep Infinity',
    ]);
  });

  test('sweeps at least every five seconds, without patience for the silent', async () => {
    const { calls, verdict } = await run([waiting('b')], { endAfter: 11_000 });
    const sweeps = calls.filter((call) => call.includes('sweep'));
    expect(sweeps).toEqual(['0: sweep 1000', '5000: sweep 1000', '10000: sweep 1000']);
    expect(verdict).toEqual(waiting('b'));
  });

  test('looking takes at most half of the time', async () => {
    const { calls } = await run([waiting('b')], { work: 200, endAfter: 1500 });
    expect(calls).toEqual(['0: sweep 1000', '400: look b', '800: look b', '1200: look b']);
  });

  test('a node is left alone for a hundred times as long as it was busy', async () => {
    const { calls } = await run([waiting('b')], { busy: 4, endAfter: 1500 });
    expect(calls).toEqual(['0: sweep 1000', '400: look b', '800: look b', '1200: look b']);
  });

  test('each laggard has its own pace: quick where few nodes are missing, slow where many are', async () => {
    const members = [
      { ...standing('a', false), wrongNodes: 1 },
      { ...standing('b', false), wrongNodes: 12 },
    ];
    const { calls } = await run([{ kind: 'waiting', members }], { endAfter: 310 });
    expect(calls).toEqual(['0: sweep 1000', '50: look a', '100: look a', '150: look a', '200: look a', '250: look a', '300: look a,b']);
  });

  test('ends when the group seems to have had other nodes for eight seconds, so that the list is read again', async () => {
    const outdated: Verdict = { ...waiting('a'), kind: 'waiting', outdated: true };
    const { verdict, events } = await run([outdated]);
    expect(verdict).toEqual(outdated);
    expect(Math.round(events.at(-1)?.elapsedMillis ?? 0)).toBe(7900);
  });

  test('but not when it seemed so for a moment, again and again', async () => {
    const outdated: Verdict = { ...waiting('a'), kind: 'waiting', outdated: true };
    const turns = Array.from({ length: 40 }, () => [...Array<Verdict>(9).fill(outdated), waiting('a')]).flat();
    const { events } = await run(turns, { endAfter: 20_000 });
    expect(events.at(-1)?.elapsedMillis).toBeGreaterThan(19_000);
  });

  test.each([
    ['in a sweep', [refused]],
    ['in a look', [waiting('a'), refused]],
    ['between the two passing sweeps', [open, refused]],
  ])('a refusal %s ends it at once', async (_, verdicts) => {
    const { verdict, calls } = await run(verdicts);
    expect(verdict).toBe(refused);
    expect(calls).toHaveLength(verdicts.length);
  });

  test('the end of the budget between the two sweeps does not open', async () => {
    const { verdict, sweeps } = await run([open], { endAfter: 10 });
    expect(verdict).toEqual({ kind: 'waiting', members: open.members });
    expect(sweeps).toBe(1);
  });

  test('the end of the budget within the first sweep judges what is there', async () => {
    const { verdict, sweeps, events } = await run([waiting('a', 'b')], { work: 100, endAfter: 50 });
    expect(verdict).toEqual(waiting('a', 'b'));
    expect(sweeps).toBe(0);
    expect(events).toEqual([]);
  });

  test('a look that shows everyone there does not open when the budget ends in the sweep after it', async () => {
    const { verdict } = await run([waiting('a'), open], { work: 30, endAfter: 170 });
    expect(verdict.kind).toBe('waiting');
  });

  test('tells every sweep and look with its number and time', async () => {
    const { events } = await run([waiting('a'), open]);
    expect(events.map(({ kind, sweep, elapsedMillis, verdict }) => [kind, sweep, Math.round(elapsedMillis), verdict.kind])).toEqual([
      ['sweep', 1, 0, 'waiting'],
      ['look', 1, 100, 'open'],
      ['sweep', 2, 100, 'open'],
      ['sweep', 3, 125, 'open'],
    ]);
  });
});
