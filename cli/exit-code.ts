/** What a process of this program ends with. */
export const ExitCode = {
  OPEN: 0,
  NOT_OPEN: 1,
  USAGE: 2,
  CANNOT_TELL: 3,
  /** 128 + SIGINT, as a shell reports it. */
  INTERRUPTED: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
