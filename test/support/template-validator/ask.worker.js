'use strict';
/** Asks the validator's process; the test waits for the answer without becoming asynchronous. */
const { runAsWorker } = require('synckit');

runAsWorker(async (port, template) => {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: template });
  if (!response.ok) throw new Error(`the template validator failed: ${await response.text()}`);
  return response.json();
});
