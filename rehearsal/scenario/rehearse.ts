import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findRedisServer } from '../cluster/find-redis-server';
import { childEnvironment } from '../http/child-environment';
import { OfflineAws } from '../offline-aws';
import { makeDirectory, removeDirectory } from '../processes/ownership';
import { type RehearsalView } from '../view/rehearsal-view';
import { CdkCli } from './cdk-cli';
import { type Cleanup } from './cleanup';
import { deploymentDeviations, deviations, type DeploymentFacts } from './deviations';
import { LogBook } from './log-book';
import { PLAN, type PlannedDeployment } from './plan';
import { type RehearsalReport } from './report';
import { runDeployment } from './run-deployment';
import { findSecrets, type Secret } from './secret-search';

export interface RehearsalOptions {
  readonly view: RehearsalView;
  /** Everything that must end is registered here as soon as it begins. */
  readonly cleanup: Cleanup;
  /** Pause between two nodes that change what they announce. */
  readonly nodeDelayMillis: number;
  /** Gets every captured line and the output of the CDK CLI. */
  readonly keepLogs?: string | undefined;
  /** @default PLAN */
  readonly plan?: readonly PlannedDeployment[];
}

/** The rehearsal can not begin; the message says what to do. */
export class NotReady extends Error {}

const ROOT = join(__dirname, '..', '..');
const EXAMPLE = join(ROOT, 'examples', 'cluster-mode-flip');
const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');
const BUILT = [join(ROOT, 'build', 'index.js'), join(ROOT, 'build', 'lambda', 'probe', 'index.js')];

/** Deploys the example through the offline AWS, from its creation to its end, and reports. */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalReport> {
  checkReady();
  const startedAt = performance.now();
  const book = new LogBook();
  const { aws, cdk, secrets } = await setUp(options, book);
  const plan = options.plan ?? PLAN;
  const deployments = await runAll(plan, options, aws, cdk);
  await options.cleanup.run();
  if (options.keepLogs !== undefined) {
    keepLogs(options.keepLogs, book);
  }
  const cluster = aws.cluster();
  return {
    cluster: cluster?.kind ?? 'none',
    serverVersion: cluster?.serverVersion ?? '',
    deployments: deployments.map(({ report }) => report),
    flip: deployments.find(({ flip }) => flip !== undefined)?.flip,
    totalSeconds: Math.round((performance.now() - startedAt) / 1000),
    deviations: deviations({
      plan,
      deployments,
      unknownOperations: aws.unknownOperations(),
      leakedSecrets: findSecrets(book.lines, [...secrets, ...aws.secrets()]),
    }),
  };
}

function checkReady(): void {
  const missing = [...BUILT, CDK].find((file) => !existsSync(file));
  if (missing !== undefined) {
    throw new NotReady(`${missing} is missing: run "npm run setup" and "npm run build" first`);
  }
}

async function setUp({ cleanup, view, nodeDelayMillis }: RehearsalOptions, book: LogBook) {
  const folder = makeDirectory('rehearsal-');
  cleanup.add(() => {
    removeDirectory(folder);
  });
  const aws = await OfflineAws.start({ log: book.log, nodeDelayMillis });
  cleanup.add(() => aws.close());
  const secretKey: Secret = { kind: 'secret access key', value: randomBytes(20).toString('hex') };
  const cdk = new CdkCli({
    program: CDK,
    appFolder: EXAMPLE,
    outputFolder: join(folder, 'cdk.out'),
    environment: {
      ...childEnvironment({ endpointUrl: aws.url, region: aws.region, cdkHome: join(folder, 'cdk-home') }),
      AWS_SECRET_ACCESS_KEY: secretKey.value,
      // whatever the CLI and the app leave in the folder for temporary files goes with ours
      TMPDIR: folder,
    },
    onLine: (line) => {
      book.log('cdk', line);
    },
  });
  cleanup.add(() => cdk.end());
  view.line(openingLine(findRedisServer()));
  return { aws, cdk, secrets: [secretKey] };
}

function openingLine(server: string | undefined): string {
  const nodes = server === undefined ? 'the embedded cluster' : basename(server);
  const why = server === undefined ? '\nno valkey-server or redis-server on the PATH: the embedded cluster only imitates one' : '';
  return `rehearsal of examples/cluster-mode-flip: 3 shards with a replica each, on ${nodes}${why}\n`;
}

/** Stops at the first deployment that leaves the stack as nobody planned: all that follow build on it. */
async function runAll(plan: readonly PlannedDeployment[], { view }: RehearsalOptions, aws: OfflineAws, cdk: CdkCli): Promise<readonly DeploymentFacts[]> {
  const done: DeploymentFacts[] = [];
  for (const [index, planned] of plan.entries()) {
    const facts = await runDeployment(planned, { name: planned.name, number: index + 1, of: plan.length }, { aws, cdk, view });
    done.push(facts);
    if (deploymentDeviations(facts).length > 0) {
      break;
    }
  }
  return done;
}

function keepLogs(folder: string, book: LogBook): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'rehearsal.log'), book.toText());
}
