import { type Benchmark } from './benchmark';
import { coldStart } from './cold-start';
import { cost } from './cost';
import { growth } from './growth';
import { load } from './load';
import { propagation } from './propagation';
import { sweep200, sweep500, worst500 } from './scale';
import { synth } from './synth';

/** All benchmarks, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [propagation, sweep200, sweep500, worst500, coldStart, load, cost, growth, synth];
