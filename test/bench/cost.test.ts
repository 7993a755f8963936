import { PRICES } from '../../bench/cost/prices';
import { type MeasuredWait, priceOf, tallyOf, waitOf } from '../../bench/cost/tally';

const invocation = (durationMillis: number, memoryMebibytes: number, architecture: 'x86_64' | 'arm64' = 'arm64') => ({ durationMillis, memoryMebibytes, architecture });

describe('tallyOf', () => {
  test('counts invocations and state transitions, and memory times time for each architecture', () => {
    const tally = tallyOf([invocation(4000, 256), invocation(1000, 1024), invocation(8000, 128, 'x86_64')], [{ stateTransitions: 3 }, { stateTransitions: 2 }]);

    expect(tally).toEqual({ invocations: 3, stateTransitions: 5, gbSeconds: { x86_64: 1, arm64: 2 } });
  });

  test('nothing costs nothing', () => {
    expect(priceOf(tallyOf([], []), PRICES)).toBe(0);
  });
});

describe('waitOf', () => {
  const wait = (seconds: number, counted: number): MeasuredWait => ({ seconds, tally: { invocations: counted, stateTransitions: counted / 2, gbSeconds: { x86_64: 0, arm64: counted * 10 } } });

  test('goes through both waits that were measured, and on', () => {
    const [shorter, longer] = [wait(60, 10), wait(240, 40)];

    expect(waitOf(60, shorter, longer)).toEqual(shorter.tally);
    expect(waitOf(240, shorter, longer)).toEqual(longer.tally);
    expect(waitOf(600, shorter, longer)).toEqual({ invocations: 100, stateTransitions: 50, gbSeconds: { x86_64: 0, arm64: 1000 } });
  });

  test('needs two lengths', () => {
    expect(() => waitOf(60, wait(60, 1), wait(60, 1))).toThrow('two lengths are needed, got 60 s and 60 s');
  });
});

describe('priceOf', () => {
  test('is the sum of what AWS bills', () => {
    const prices = { perMillionInvocations: 0.2, perGbSecond: { x86_64: 2, arm64: 1 }, perThousandStateTransitions: 0.025 };

    expect(priceOf({ invocations: 1e6, stateTransitions: 1e3, gbSeconds: { x86_64: 3, arm64: 5 } }, prices)).toBeCloseTo(0.2 + 0.025 + 6 + 5, 10);
  });
});
