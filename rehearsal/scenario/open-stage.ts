import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TemplateValidator } from '../cloudformation/template-validator/template-validator';
import { childEnvironment } from '../http/child-environment';
import { OfflineAws } from '../offline-aws';
import { makeDirectory, removeDirectory } from '../processes/ownership';
import { type RehearsalView } from '../view/rehearsal-view';
import { CdkCli } from './cdk-cli';
import { type Cleanup } from './cleanup';
import { EXAMPLES_FOLDER } from './examples-folder';
import { type LogBook } from './log-book';
import { type Stage } from './stage';

export interface StageOptions {
  readonly view: RehearsalView;
  /** Everything that must end is registered here as soon as it begins. */
  readonly cleanup: Cleanup;
  /** Pause between two nodes that change what they announce. */
  readonly nodeDelayMillis: number;
  /** Shared with other stages. @default - one of its own */
  readonly validator?: TemplateValidator;
  /** @default - the examples of this checkout */
  readonly examplesFolder?: string;
}

/** A stage on a real offline AWS. */
export interface OpenStage extends Stage {
  readonly aws: OfflineAws;
}

/** The rehearsal can not begin; the message says what to do. */
export class NotReady extends Error {}

const ROOT = join(__dirname, '..', '..');
const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const BUILT = [join(ROOT, 'build', 'index.js'), join(ROOT, 'build', 'lambda', 'probe', 'index.js')];

/** Starts an offline AWS and prepares the CDK CLI for an example. */
export async function openStage(options: StageOptions, book: LogBook, example: string): Promise<OpenStage> {
  const { view, cleanup, nodeDelayMillis, validator, examplesFolder = EXAMPLES_FOLDER } = options;
  checkReady();
  const folder = makeDirectory('rehearsal-');
  cleanup.add(() => {
    removeDirectory(folder);
  });
  const aws = await OfflineAws.start({ log: book.log, nodeDelayMillis, validator });
  cleanup.add(() => aws.close());
  aws.prepare();
  const cdk = new CdkCli({
    program: CDK,
    appFolder: join(examplesFolder, example),
    outputFolder: join(folder, 'cdk.out'),
    environment: {
      ...childEnvironment({ endpointUrl: aws.url, region: aws.region, cdkHome: join(folder, 'cdk-home') }),
      // whatever the CLI and the app leave in the folder for temporary files goes with ours
      TMPDIR: folder,
    },
    onLine: (line) => {
      book.log('cdk', line);
    },
  });
  cleanup.add(() => cdk.end());
  return { aws, cdk, view };
}

function checkReady(): void {
  const missing = [...BUILT, CDK].find((file) => !existsSync(file));
  if (missing !== undefined) {
    throw new NotReady(`${missing} is missing: run "npm run setup" and "npm run build" first`);
  }
}
