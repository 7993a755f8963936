import { type JsonValue } from './json';

/** What the command line asks of a benchmark. */
export interface BenchmarkOptions {
  readonly rounds: number;
  readonly pattern: FlipPatternChoice;
  /** Where a benchmark that draws puts its drawing. Absent: nowhere. */
  readonly plot?: string | undefined;
  /** Called with one line whenever there is something new to say. */
  readonly progress: (line: string) => void;
}

/** How the nodes of a round are flipped: a second apart, all together, so far apart that each flip stands alone, or some rounds each. */
export type FlipPatternChoice = 'staggered' | 'at-once' | 'isolated' | 'mixed';

/** A table: its first row is the head. */
export type Table = readonly (readonly string[])[];

/** What a benchmark found, ready to be printed and written. */
export interface BenchmarkReport {
  /** Goes under the benchmark's name into the JSON file. */
  readonly json: JsonValue;
  /** One sentence a line: what was done, on what. */
  readonly setup: readonly string[];
  readonly table: Table;
  /** The file of a drawing that was made, for the page that lies beside it. */
  readonly picture?: string | undefined;
  /** One sentence a line: what the numbers mean and how exact they are. */
  readonly notes: readonly string[];
}

/** One benchmark: one file in `bench/`, listed in `bench/benchmarks.ts`. */
export interface Benchmark {
  /** As `--only` takes it and as the JSON names it. */
  readonly name: string;
  readonly title: string;
  run(options: BenchmarkOptions): Promise<BenchmarkReport>;
}
