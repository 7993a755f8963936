import { createColors } from 'picocolors';
import { outcomeLine } from '../../../rehearsal/view/outcome-line';

const colors = createColors(false);
const title = { scenario: 'guard', name: 'naive edit', number: 2, of: 6, detailed: true };
const outcome = { asPlanned: true, status: 'UPDATE_ROLLBACK_COMPLETE', elapsedMillis: 16_000, remark: 'refused before anything changed: 2 nodes untouched, 500 keys as before' };
const HEAD = '✔ guard: naive edit                                  UPDATE_ROLLBACK_COMPLETE  16.0 s';

describe('outcomeLine', () => {
  test.each([undefined, 160])('has the remark beside what came of it where there is room: %s columns', (columns) => {
    expect(outcomeLine(title, outcome, colors, columns)).toBe(`${HEAD}   ${outcome.remark}`);
  });

  test('has it below where there is none, in as many lines as it takes', () => {
    expect(outcomeLine(title, outcome, colors, 120).split('\n')).toEqual([HEAD, `    ${outcome.remark}`]);
    expect(outcomeLine(title, outcome, colors, 50).split('\n')).toEqual([
      HEAD, '    refused before anything changed: 2 nodes', '    untouched, 500 keys as before',
    ]);
  });

  test('has nothing below without a remark, and a word that is too long on a line of its own', () => {
    expect(outcomeLine(title, { ...outcome, asPlanned: false, remark: '' }, colors, 10)).toBe(HEAD.replace('✔', '✘'));
    expect(outcomeLine(title, { ...outcome, remark: 'cachestack-0003-002 stayed behind' }, colors, 20).split('\n').slice(1)).toEqual([
      '    cachestack-0003-002', '    stayed behind',
    ]);
  });
});
