'use strict';
/*
 * Runs under plain node beside the process that started it. Whenever and however that process goes (return, Ctrl-C,
 * SIGKILL), its end closes our standard input; then we end the processes that it still owned and remove its directories.
 * One line is one message: "own-process 4711", "release-process 4711", "own-directory PATH", "release-directory PATH".
 */
const { rmSync } = require('node:fs');
const { createInterface } = require('node:readline');

// Ctrl-C and friends are for the owner to decide on; we follow its end and nothing else.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

const processes = new Set();
const directories = new Set();
const verbs = {
  'own-process': (id) => processes.add(Number(id)),
  'release-process': (id) => processes.delete(Number(id)),
  'own-directory': (path) => directories.add(path),
  'release-directory': (path) => directories.delete(path),
};

function reap() {
  for (const id of processes) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // it ended by itself
    }
  }
  for (const path of directories) rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  process.exit(0);
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const space = line.indexOf(' ');
    verbs[line.slice(0, space)]?.(line.slice(space + 1));
  })
  .on('close', reap);
