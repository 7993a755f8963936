import { type Command } from 'commander';

import { type ExitCode } from './exit-code';
import { type Session } from './session';

/** One command of this program: one file in `cli/commands/`, listed in `cli/program.ts`. */
export interface CliCommand {
  /** Adds the command to `program`; its action hands over what the process is to end with. */
  register(program: Command, session: Session, finish: (exitCode: ExitCode) => void): void;
}
