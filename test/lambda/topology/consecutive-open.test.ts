import fc from 'fast-check';
import { ConsecutiveOpen } from '../../../lambda/topology/consecutive-open';
import { type Verdict } from '../../../lambda/topology/verdict';

const open: Verdict = { kind: 'open', members: [] };
const waiting: Verdict = { kind: 'waiting', members: [] };
const refused: Verdict = { kind: 'refused', code: 'NotRedis', message: '', cannotTell: false, members: [] };

const after = (verdicts: readonly Verdict[]): ConsecutiveOpen =>
  verdicts.reduce((streak, verdict) => streak.after(verdict), ConsecutiveOpen.START);

describe('the gate', () => {
  test.each([
    ['nothing', [], false, 0],
    ['one pass', [open], false, 1],
    ['two passes in a row', [open, open], true, 2],
    ['two passes with a wait between', [open, waiting, open], false, 1],
    ['two passes with a refusal between', [open, refused, open], false, 1],
    ['a pass after a wait', [waiting, open, open], true, 2],
    ['a wait after two passes', [open, open, waiting], false, 0],
  ])('after %s', (_, verdicts, reached, count) => {
    expect(after(verdicts)).toMatchObject({ reached, count });
  });

  test('opens exactly if the last two sweeps passed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(open, waiting, refused)), (verdicts) => {
        expect(after(verdicts).reached).toBe(verdicts.length > 1 && verdicts.slice(-2).every(({ kind }) => kind === 'open'));
      }),
    );
  });
});
