import { basename } from 'node:path';
import pLimit from 'p-limit';
import { TemplateValidator } from '../cloudformation/template-validator/template-validator';
import { findRedisServer } from '../cluster/find-redis-server';
import { deviations, type ScenarioFacts } from './deviations';
import { type RehearsalReport } from './report';
import { runScenario, type ScenarioOptions } from './run-scenario';
import { type Scenario } from './scenario';

export interface RehearsalOptions extends Omit<ScenarioOptions, 'validator'> {
  /** The first runs alone, the others after it, some at a time. */
  readonly scenarios: readonly Scenario[];
  /** Examples that are not deployed, each with the reason. */
  readonly notDeployed?: Readonly<Record<string, string>>;
}

/** As many as keep two processors busy: a deployment waits most of its time. */
const AT_A_TIME = 3;

/** Deploys the scenarios through the offline AWS, and reports. */
export async function rehearse(options: RehearsalOptions): Promise<RehearsalReport> {
  const { scenarios, view, cleanup, notDeployed = {} } = options;
  const startedAt = performance.now();
  view.line(openingLine(scenarios, notDeployed));
  const validator = new TemplateValidator();
  cleanup.add(() => validator.close());
  validator.start();
  const run = (scenario: Scenario): Promise<ScenarioFacts> => runScenario(scenario, { ...options, validator });
  const [first, ...others] = scenarios;
  // it is measured in milliseconds: nothing else may run beside it
  const alone = first === undefined ? [] : [await run(first)];
  const limit = pLimit(AT_A_TIME);
  const beside = await Promise.all(others.map((scenario) => limit(() => run(scenario))));
  await cleanup.run();
  return reportOf([...alone, ...beside], notDeployed, Math.round((performance.now() - startedAt) / 1000));
}

function reportOf(facts: readonly ScenarioFacts[], notDeployed: Readonly<Record<string, string>>, totalSeconds: number): RehearsalReport {
  const deployments = facts.flatMap((scenario) => scenario.deployments);
  const cluster = facts.find((scenario) => scenario.cluster !== undefined)?.cluster;
  return {
    cluster: cluster?.kind ?? 'none',
    serverVersion: cluster?.serverVersion ?? '',
    deployments: deployments.map(({ report }) => report),
    notDeployed,
    flip: deployments.find(({ testimony }) => testimony.flip !== undefined)?.testimony.flip,
    refusals: deployments.flatMap(({ testimony }) => testimony.refusal ?? []),
    totalSeconds,
    deviations: facts.flatMap(deviations),
  };
}

function openingLine(scenarios: readonly Scenario[], notDeployed: Readonly<Record<string, string>>): string {
  const server = findRedisServer();
  const nodes = server === undefined ? 'the embedded cluster' : basename(server);
  const why = server === undefined ? ['no valkey-server or redis-server on the PATH: the embedded cluster only imitates one'] : [];
  const plan = scenarios.map(({ name, title }) => `  ${name.padEnd(26)} ${title}`);
  const skipped = Object.entries(notDeployed).map(([name, reason]) => `  ${name.padEnd(26)} not deployed: ${reason}`);
  return [`rehearsal with the real CDK CLI, the caches on ${nodes}`, ...why, ...plan, ...skipped, ''].join('\n');
}
