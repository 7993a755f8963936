import { type Benchmark } from './benchmark';
import { propagation } from './propagation';

/** All benchmarks, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [propagation];
