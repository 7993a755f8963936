import { Command, CommanderError } from 'commander';

import { version } from '../package.json';
import { type CliCommand } from './command';
import { checkCommand } from './commands/check';
import { errorText } from './error-text';
import { ExitCode } from './exit-code';
import { colorsFor } from './output/colors';
import { type Problem, UsageError } from './problem';
import { type Session } from './session';

const COMMANDS: readonly CliCommand[] = [checkCommand];

/** Runs one command line (without the names of Node.js and of the program). Never rejects. */
export async function runCommandLine(words: readonly string[], session: Session): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.OPEN;
  const program = buildProgram(session, (code) => (exitCode = code));
  try {
    await program.parseAsync([...words], { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, words, session);
  }
}

function buildProgram(session: Session, finish: (exitCode: ExitCode) => void): Command {
  const program = new Command('cdk-elasticache-dual-stack')
    .description('Looks after ElastiCache clusters (Valkey / Redis OSS) on their way from one address family to the other.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .option('--verbose', 'print stack traces of unexpected errors (or set DEBUG)')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => session.stdout.write(text),
      writeErr: (text) => session.stderr.write(text),
      // printed by `explain`, in the one form that all errors have
      outputError: () => undefined,
    });
  for (const command of COMMANDS) {
    command.register(program, session, finish);
  }
  return program;
}

function explain(error: unknown, words: readonly string[], session: Session): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) {
    return ExitCode.OPEN;
  }
  // the help for a command line without a command says it all
  if (error instanceof CommanderError && error.code === 'commander.help') {
    return ExitCode.USAGE;
  }
  const isUsage = error instanceof CommanderError || error instanceof UsageError;
  const problems = problemsOf(error);
  const exitCode = isUsage ? ExitCode.USAGE : ExitCode.CANNOT_TELL;
  print(problems, exitCode, words, session);
  const isVerbose = words.includes('--verbose') || (session.environment['DEBUG'] ?? '') !== '';
  if (!isUsage && isVerbose && error instanceof Error) {
    session.stderr.write(`${error.stack ?? ''}\n`);
  }
  return exitCode;
}

function print(problems: readonly Problem[], exitCode: ExitCode, words: readonly string[], session: Session): void {
  const { red } = colorsFor(session.stderr, session.environment);
  for (const { code, message } of problems) {
    session.stderr.write(`${red('error')}: ${message} (${code})\n`);
  }
  if (words.includes('--json')) {
    const exitCodeMeaning = exitCode === ExitCode.USAGE ? 'the command line is wrong' : 'an unexpected error: nothing is proven either way';
    const verdict = exitCode === ExitCode.USAGE ? 'usage' : 'cannot-tell';
    const command = words.find((word) => !word.startsWith('-')) ?? null;
    session.stdout.write(`${JSON.stringify({ command, verdict, exitCode, exitCodeMeaning, problem: problems[0] ?? null, problems }, null, 2)}\n`);
  }
}

const CODES: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'UnknownOption',
  'commander.unknownCommand': 'UnknownCommand',
  'commander.optionMissingArgument': 'MissingValue',
  'commander.excessArguments': 'TooManyArguments',
};

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof UsageError) {
    return error.problems;
  }
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ').replace(/\.$/, '');
    return [{ code: CODES[error.code] ?? 'Usage', message: `${message}; see --help` }];
  }
  return [{ code: 'Unexpected', message: `${errorText(error)}; this is a defect, run again with --verbose and report it` }];
}
