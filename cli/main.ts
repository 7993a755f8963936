#!/usr/bin/env node
import { runCommandLine } from './program';

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
  // whoever asks a second time does not want to wait for anything
  process.once('SIGINT', () => process.exit(130));
});
// `... | head` closes the pipe: there is nobody left to write to, and 0 would mean "open"
process.stdout.on('error', () => process.exit(141));

void runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  interruption: interruption.signal,
}).then((exitCode) => {
  // a connection that is still being given up must not hold the terminal; but what was written must get out first
  process.stdout.write('', () => process.exit(exitCode));
});
