import { quantileOf, spreadOf } from '../../bench/statistics';

describe('quantileOf', () => {
  test.each([
    [[7], 0.5, 7],
    [[1, 2], 0.5, 1],
    [[3, 1, 2], 0.5, 2],
    [[4, 3, 2, 1], 0.5, 2],
    [[5, 4, 3, 2, 1], 0, 1],
    [[5, 4, 3, 2, 1], 1, 5],
    [Array.from({ length: 100 }, (_, index) => index + 1), 0.99, 99],
    [[-5, 10], 0.5, -5],
  ])('of %j at %d is %d', (values, quantile, expected) => {
    expect(quantileOf(values, quantile)).toBe(expected);
  });

  test('is always one of the values, and grows with the quantile', () => {
    const values = Array.from({ length: 37 }, (_, index) => (index * 7919) % 101);
    const quantiles = Array.from({ length: 21 }, (_, index) => quantileOf(values, index / 20));
    expect(quantiles.every((value) => values.includes(value))).toBe(true);
    expect([...quantiles].sort((left, right) => left - right)).toEqual(quantiles);
  });

  test('of nothing is not a number', () => {
    expect(quantileOf([], 0.5)).toBeNaN();
  });

  test('leaves its argument as it was', () => {
    const values = [3, 1, 2];
    quantileOf(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe('spreadOf', () => {
  test('has the median and the maximum', () => {
    expect(spreadOf([30, 10, 20])).toEqual({ p50: 20, max: 30 });
  });

  test('of nothing is null', () => {
    expect(spreadOf([])).toBeNull();
  });
});
