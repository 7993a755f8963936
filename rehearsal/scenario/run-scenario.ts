import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cleanup } from './cleanup';
import { deploymentDeviations, type DeploymentFacts, type ScenarioFacts } from './deviations';
import { LogBook } from './log-book';
import { openStage, type OpenStage, type StageOptions } from './open-stage';
import { runDeployment } from './run-deployment';
import { type Scenario } from './scenario';
import { findSecrets } from './secret-search';

export interface ScenarioOptions extends StageOptions {
  /** Gets every captured line, in a file for each scenario. */
  readonly keepLogs?: string | undefined;
}

/** Runs the deployments of a scenario in an account of their own, and ends everything that it started. */
export async function runScenario(scenario: Scenario, options: ScenarioOptions): Promise<ScenarioFacts> {
  const book = new LogBook();
  const cleanup = new Cleanup();
  // an interruption ends it as well
  options.cleanup.add(() => cleanup.run());
  try {
    const stage = await openStage({ ...options, cleanup }, book, scenario.example);
    await scenario.prepare?.(stage.aws);
    const deployments = await runAll(scenario, stage);
    await cleanup.run();
    return {
      scenario,
      deployments,
      cluster: stage.aws.cluster(),
      unknownOperations: stage.aws.unknownOperations(),
      leakedSecrets: findSecrets(book.lines, stage.aws.secrets()),
    };
  } finally {
    await cleanup.run();
    if (options.keepLogs !== undefined) {
      mkdirSync(options.keepLogs, { recursive: true });
      writeFileSync(join(options.keepLogs, `${scenario.name}.log`), book.toText());
    }
  }
}

/** Stops at the first deployment that does not go as planned: all that follow build on it. */
async function runAll({ name: scenario, deployments, quiet = false }: Scenario, stage: OpenStage): Promise<readonly DeploymentFacts[]> {
  const done: DeploymentFacts[] = [];
  for (const [index, planned] of deployments.entries()) {
    const title = { scenario, name: planned.name, number: index + 1, of: deployments.length, detailed: !quiet };
    const facts = await runDeployment(planned, title, stage);
    done.push(facts);
    if (deploymentDeviations(facts).length > 0) {
      break;
    }
  }
  return done;
}
