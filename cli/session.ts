/** Where text goes: standard output, standard error, or a test's memory. */
export interface Output {
  write(text: string): unknown;
  /** A person is looking: colours and a picture that redraws itself are welcome. */
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** Everything that a command may touch of the process that it runs in. */
export interface Session {
  /** For results. */
  readonly stdout: Output;
  /** For progress and for errors. */
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when the user wants out. */
  readonly interruption: AbortSignal;
}
