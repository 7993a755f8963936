/**
 * Runs the apps of several folders in one process, as the CDK would run each in its own: `tsx synthesize-many.ts RUNS`, a list in JSON.
 * To load aws-cdk-lib and its template validator takes far longer than to synthesize an example.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** An app, and what the CDK tells it. */
export interface ExampleRun {
  /** The folder with `app.ts`. */
  readonly folder: string;
  /** Where the templates go. */
  readonly output: string;
  readonly context: Readonly<Record<string, unknown>>;
}

async function runAll(runs: readonly ExampleRun[]): Promise<void> {
  // each app waits for the end of the process, to synthesize then
  process.setMaxListeners(runs.length + process.getMaxListeners());
  for (const { folder, output, context } of runs) {
    process.chdir(folder);
    process.env['CDK_OUTDIR'] = output;
    process.env['CDK_CONTEXT_JSON'] = JSON.stringify(context);
    await import(pathToFileURL(path.join(folder, 'app.ts')).href);
  }
}

void runAll(JSON.parse(process.argv[2] ?? '[]') as ExampleRun[]);
