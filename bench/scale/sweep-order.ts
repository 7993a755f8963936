/** What a worker process is told, as JSON in its first argument. */
export interface SweepOrder {
  readonly members: readonly { readonly id: string; readonly host: string; readonly port: number }[];
  readonly targetFamily: 'ipv4' | 'ipv6';
}

/** What it found, as one line of JSON. */
export interface SweepFinding {
  /** From before the first connection is opened until every reply of every node is there (the gate: and is judged). Milliseconds. */
  readonly wallMillis: number;
  /** The same over the connections that are open already; `null`: not tried. */
  readonly againMillis: number | null;
  /** Time of the processor, of both sweeps. Milliseconds. */
  readonly cpuMillis: number;
  /** The most memory that the process ever held, and what it held before the first sweep. MiB. */
  readonly peakRssMib: number;
  readonly startRssMib: number;
  /** Bytes that came in for one sweep; `null`: the client does not tell. */
  readonly bytes: number | null;
  /** What came out, to see that the work was done: a verdict, or how many nodes answered. */
  readonly outcome: string;
}
