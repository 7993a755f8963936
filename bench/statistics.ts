/** The median and the largest of a set of durations. */
export interface Spread {
  readonly p50: number;
  readonly max: number;
}

/**
 * The value below which the share `quantile` of `values` lies (nearest rank: always one of the values, never between two).
 * `NaN` for no values: a statistic of nothing must not look like a measurement of zero.
 */
export function quantileOf(values: readonly number[], quantile: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const rank = Math.max(1, Math.ceil(quantile * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** The median and the maximum; `null` for no values. */
export function spreadOf(values: readonly number[]): Spread | null {
  return values.length === 0 ? null : { p50: quantileOf(values, 0.5), max: quantileOf(values, 1) };
}
