import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { childEnvironment } from '../../rehearsal/http/child-environment';
import { REGION } from './cloudformation/offline';

const PROJECT = resolve(__dirname, '../..');

export interface CommandResult {
  readonly code: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

export interface CdkPlace {
  /** Where the CLI runs and keeps what it writes: `cdk.out`, `cdk.context.json`, its caches. */
  readonly folder: string;
  /** A script that is the app. */
  readonly app: string;
  /** Of the offline AWS. */
  readonly endpointUrl: string;
}

/** Runs the real CDK CLI against an offline AWS. */
export function runCdk({ folder, app, endpointUrl }: CdkPlace, ...words: readonly string[]): Promise<CommandResult> {
  return new Promise((done) => {
    const script = join(PROJECT, 'node_modules/aws-cdk/bin/cdk');
    const quiet = ['--no-notices', '--no-version-reporting', '--ci'];
    const child = spawn(process.execPath, [script, ...words, '--app', `node ${app}`, '--output', join(folder, 'cdk.out'), ...quiet], {
      cwd: folder,
      env: childEnvironment({ endpointUrl, region: REGION, cdkHome: join(folder, 'home') }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString('utf8')));
    child.on('close', (code) => {
      done({ code, output });
    });
  });
}
