import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findRedisServer } from '../cluster/find-redis-server';
import { deploymentDeviations, deviations, type DeploymentFacts } from './deviations';
import { LogBook } from './log-book';
import { openStage, type StageOptions } from './open-stage';
import { PLAN, type PlannedDeployment } from './plan';
import { type RehearsalReport } from './report';
import { runDeployment, type Stage } from './run-deployment';
import { findSecrets } from './secret-search';

export interface RehearsalOptions extends StageOptions {
  /** Gets every captured line. */
  readonly keepLogs?: string | undefined;
  /** @default PLAN */
  readonly plan?: readonly PlannedDeployment[];
}

/** Deploys the example through the offline AWS, from its creation to its end, and reports. */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalReport> {
  const { plan = PLAN, view, cleanup, keepLogs } = options;
  const startedAt = performance.now();
  const book = new LogBook();
  view.line(openingLine(findRedisServer()));
  const stage = await openStage(options, book);
  const deployments = await runAll(plan, stage);
  await cleanup.run();
  if (keepLogs !== undefined) {
    mkdirSync(keepLogs, { recursive: true });
    writeFileSync(join(keepLogs, 'rehearsal.log'), book.toText());
  }
  const cluster = stage.aws.cluster();
  return {
    cluster: cluster?.kind ?? 'none',
    serverVersion: cluster?.serverVersion ?? '',
    deployments: deployments.map(({ report }) => report),
    flip: deployments.find(({ flip }) => flip !== undefined)?.flip,
    totalSeconds: Math.round((performance.now() - startedAt) / 1000),
    deviations: deviations({
      plan,
      deployments,
      unknownOperations: stage.aws.unknownOperations(),
      leakedSecrets: findSecrets(book.lines, stage.aws.secrets()),
    }),
  };
}

function openingLine(server: string | undefined): string {
  const nodes = server === undefined ? 'the embedded cluster' : basename(server);
  const why = server === undefined ? '\nno valkey-server or redis-server on the PATH: the embedded cluster only imitates one' : '';
  return `rehearsal of examples/cluster-mode-flip: 3 shards with a replica each, on ${nodes}${why}\n`;
}

/** Stops at the first deployment that does not go as planned: all that follow build on it. */
async function runAll(plan: readonly PlannedDeployment[], stage: Stage): Promise<readonly DeploymentFacts[]> {
  const done: DeploymentFacts[] = [];
  for (const [index, planned] of plan.entries()) {
    const facts = await runDeployment(planned, { name: planned.name, number: index + 1, of: plan.length }, stage);
    done.push(facts);
    if (deploymentDeviations(facts).length > 0) {
      break;
    }
  }
  return done;
}
