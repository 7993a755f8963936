import fc from 'fast-check';
import { fitLines, jsonBytes } from '../../../lambda/topology/fit-lines';

const more = (missing: number): string => `and ${missing} more`;
const body = ['one', 'two', 'three', 'four'];
const fit = (maxBytes: number, tail: readonly string[] = ['end']): string => fitLines({ head: 'head', body, tail, more }, maxBytes);

describe('lines that have to fit', () => {
  test('fit as they are', () => {
    expect(fit(100)).toBe('head\none\ntwo\nthree\nfour\nend');
  });

  test('a line break counts two bytes, as it does in JSON', () => {
    expect(fit(4 + 5 + 5 + 7 + 6 + 5)).toBe('head\none\ntwo\nthree\nfour\nend');
    expect(fit(4 + 5 + 5 + 7 + 6 + 5 - 1)).toBe('head\none\ntwo\nand 2 more\nend');
  });

  test('are left out from the end, whole, and what is missing is counted', () => {
    expect(fit(4 + 12 + 5)).toBe('head\nand 4 more\nend');
    expect(fit(4 + 12 + 5 - 1)).toBe('head\nend');
  });

  test('what to check stays longer than the single lines, the head stays longest', () => {
    expect(fit(4 + 4)).toBe('head');
    expect(fit(4, ['end'])).toBe('head');
    expect(fit(3)).toBe('...');
    expect(fit(2)).toBe('he');
    expect(fit(0)).toBe('');
  });

  test('a line of unbearable length is cut in itself', () => {
    const text = fitLines({ head: 'x'.repeat(2000), body: ['y'.repeat(2000)], tail: ['z'.repeat(2000)], more }, 10_000);
    expect(text.split('\n').map((line) => line.length)).toEqual([600, 600, 600]);
    expect(text.endsWith('z...')).toBe(true);
  });

  test('no character is cut in half', () => {
    expect(fitLines({ head: '\u{1F600}\u{1F600}\u{1F600}', body: [], tail: [], more }, 11)).toBe('\u{1F600}\u{1F600}...');
    expect(fitLines({ head: '\u{1F600}\u{1F600}\u{1F600}', body: [], tail: [], more }, 10)).toBe('\u{1F600}...');
  });

  test('never take more than the limit, as JSON in UTF-8', () => {
    const line = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('"', '\\', '\n', 'ä', '\u{1F600}', '\ud800', 'a') }));
    const lines = fc.array(line, { maxLength: 20 });
    fc.assert(
      fc.property(line, lines, lines, fc.nat(400), (head, some, tail, maxBytes) => {
        const text = fitLines({ head, body: some, tail, more }, maxBytes);
        expect(jsonBytes(text)).toBeLessThanOrEqual(maxBytes);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
      }),
      { numRuns: 1000 },
    );
  });
});
