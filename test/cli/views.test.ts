import { createColors } from 'picocolors';

import { type CheckArguments } from '../../cli/check/check-arguments';
import { type CheckOutcome, type CheckVerdict } from '../../cli/check/check-outcome';
import { type CheckProgress } from '../../cli/check/cluster-check';
import { LiveView } from '../../cli/check/live-view';
import { PlainView } from '../../cli/check/plain-view';
import { outcomeAsJson, outcomeAsText } from '../../cli/check/report';
import { type MemberStanding } from '../../lambda/topology/verdict';
import { MemoryOutput } from './memory-session';

const PLAIN = createColors(false);
const GIVEN: CheckArguments = { hosts: ['cache.example.com'], port: 6379, family: 'ipv6', connection: {}, expectedMembers: undefined, minimumEvidence: undefined, waitMillis: 1_800_000 };

function standings(onTarget: number, lagging: number): readonly MemberStanding[] {
  return Array.from({ length: onTarget + lagging }, (_, index) =>
    index < onTarget
      ? { memberId: `10.0.0.${index}:6379`, onTarget: true, reason: '' }
      : { memberId: `10.0.0.${index}:6379`, onTarget: false, reason: `shows ${index} of 6 nodes off ipv6: 10.0.0.9:6379 at 10.0.0.9`, check: 'the settings' },
  );
}

function outcome(verdict: CheckVerdict, more: Partial<CheckOutcome> = {}): CheckOutcome {
  return { verdict, kind: 'cluster', evidence: undefined, members: standings(4, 2), sweeps: 7, startedAt: new Date('2026-01-02T03:04:05.678Z'), elapsedMillis: 1234, ...more };
}

describe('the result as text', () => {
  test('open', () => {
    expect(outcomeAsText(outcome('open', { members: standings(6, 0) }), GIVEN, PLAIN)).toBe('open: 6 of 6 nodes announce ipv6 for every node (1.2 s)\n');
  });

  test('not open', () => {
    const problem = { code: 'MemberCount', message: 'the cluster has 6 nodes and --members demands 7' };
    expect(outcomeAsText(outcome('not-open', { problem }), GIVEN, PLAIN)).toMatchSnapshot();
  });

  test('not open, one look, all for one reason', () => {
    const members = standings(0, 6).map((standing) => ({ ...standing, reason: 'nothing listens there' }));
    expect(outcomeAsText(outcome('not-open', { members }), { ...GIVEN, waitMillis: undefined }, PLAIN)).toMatchSnapshot();
  });

  test('cannot tell', () => {
    const problem = { code: 'HostnameEndpoints', message: 'every node announces host names' };
    expect(outcomeAsText(outcome('cannot-tell', { problem }), GIVEN, PLAIN)).toBe('cannot tell: every node announces host names (HostnameEndpoints)\n');
  });

  test('interrupted', () => {
    expect(outcomeAsText(outcome('interrupted', { members: [] }), GIVEN, PLAIN)).toBe('interrupted: no node was asked yet (1.2 s)\n');
    expect(outcomeAsText(outcome('interrupted'), GIVEN, PLAIN)).toBe('interrupted: 4 of 6 nodes announce ipv6 for every node so far (1.2 s)\n');
  });
});

test('the result as JSON', () => {
  expect(outcomeAsJson(outcome('not-open'), { ...GIVEN, connection: { credentials: { kind: 'password', userName: 'app', password: 'hunter2' } } })).toMatchSnapshot();
});

describe('the plain view', () => {
  function linesOf(progress: readonly CheckProgress[]): readonly string[] {
    const output = new MemoryOutput();
    const view = new PlainView(output, 'ipv6');
    progress.forEach((each) => {
      view.show(each);
    });
    view.end();
    return output.text.split('\n').slice(0, -1);
  }

  test('writes a line on change, not more than one a second, and a sign of life each minute', () => {
    const lines = linesOf([
      { members: standings(0, 2), elapsedMillis: 0 },
      { members: standings(0, 2), elapsedMillis: 2000 },
      { members: standings(1, 1), elapsedMillis: 3000 },
      { members: standings(2, 0), elapsedMillis: 3100 },
      { members: standings(2, 0), elapsedMillis: 4000 },
      { members: standings(2, 0), elapsedMillis: 63_000 },
      { members: standings(2, 0), elapsedMillis: 64_000 },
    ]);
    expect(lines.map((line) => line.split(';')[0])).toEqual([
      '[0.0 s] 0 of 2 nodes on ipv6',
      '[3.0 s] 1 of 2 nodes on ipv6',
      '[4.0 s] 2 of 2 nodes on ipv6',
      '[1 m 04 s] 2 of 2 nodes on ipv6',
    ]);
  });

  test('names the first laggards and counts the others', () => {
    expect(linesOf([{ members: standings(1, 5), elapsedMillis: 0 }])).toMatchSnapshot();
  });

  test('says what is in the way before any node was asked', () => {
    expect(linesOf([{ members: [], problem: { code: 'NotAnswered', message: 'cache:6379 is loading' }, elapsedMillis: 1000 }])).toEqual(['[1.0 s] cache:6379 is loading']);
  });
});

describe('the live view', () => {
  function screenOf(progress: CheckProgress, size: { columns: number; rows: number }): readonly string[] {
    const output = Object.assign(new MemoryOutput(), { isTTY: true, ...size });
    const view = new LiveView(output, PLAIN, GIVEN);
    view.show(progress);
    const drawn = output.text;
    view.end();
    // eslint-disable-next-line no-control-regex -- the codes that move the cursor are what is taken away here
    return drawn.replace(/\u001b\[[?\d]*[a-zA-Z]/g, '').split('\n').slice(0, -1);
  }

  beforeAll(() => {
    jest.useFakeTimers();
  });
  afterAll(() => {
    jest.useRealTimers();
  });

  test('has a bar and a row for each laggard', () => {
    expect(screenOf({ members: standings(4, 2), elapsedMillis: 65_000 }, { columns: 110, rows: 30 })).toMatchSnapshot();
  });

  test.each([
    [110, 8],
    [60, 10],
    [30, 6],
  ])('stays inside %p columns and %p rows', (columns, rows) => {
    const problem = { code: 'MemberCount', message: 'the cluster has 40 nodes and --members demands 41; wait' };
    const lines = screenOf({ members: standings(0, 40), problem, elapsedMillis: 65_000 }, { columns, rows });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(columns);
    expect(lines.length).toBeLessThanOrEqual(Math.max(rows, 6));
    expect(lines.at(-1)).toMatch(/^ {2}\.\.\. and \d\d more$/);
  });

  test('draws over itself, and gives back the cursor at the end', () => {
    const output = Object.assign(new MemoryOutput(), { isTTY: true, columns: 80, rows: 24 });
    const view = new LiveView(output, PLAIN, GIVEN);
    view.show({ members: standings(5, 1), elapsedMillis: 0 });
    const lines = output.text.split('\n').length - 1;
    output.text = '';
    jest.advanceTimersByTime(250);
    expect(output.text).toContain(`\r\u001b[${lines}A`);
    output.text = '';
    view.end();
    expect(output.text).toBe(`\r\u001b[${lines}A\u001b[0J\u001b[?25h`);
    jest.advanceTimersByTime(1000);
    expect(output.text.endsWith('\u001b[?25h')).toBe(true);
  });
});
