import { type CacheCluster } from '../cluster/cluster';
import { type PlannedDeployment } from './planned-deployment';
import { type Testimony } from './proof';
import { type DeploymentReport } from './report';
import { type Scenario } from './scenario';

/** What became of one planned deployment. */
export interface DeploymentFacts {
  readonly planned: PlannedDeployment;
  readonly report: DeploymentReport;
  readonly exitCode: number;
  readonly testimony: Testimony;
}

/** What became of one scenario. */
export interface ScenarioFacts {
  readonly scenario: Scenario;
  readonly deployments: readonly DeploymentFacts[];
  /** What the nodes were made of, if any were made. */
  readonly cluster: Pick<CacheCluster, 'kind' | 'serverVersion'> | undefined;
  /** Operations that the offline AWS does not know. */
  readonly unknownOperations: readonly string[];
  /** Sentences of `findSecrets`. */
  readonly leakedSecrets: readonly string[];
}

/** What did not go as planned, one sentence each. */
export function deviations({ scenario, deployments, unknownOperations, leakedSecrets }: Omit<ScenarioFacts, 'cluster'>): readonly string[] {
  const missing = scenario.deployments.slice(deployments.length).map(({ name }) => `"${name}" was not reached`);
  const unknown = [...new Set(unknownOperations)].map((operation) => `${operation} was called, which the offline AWS does not know`);
  const found = [...deployments.flatMap(deploymentDeviations), ...missing, ...unknown, ...leakedSecrets];
  return found.map((sentence) => `${scenario.name}: ${sentence}`);
}

/** What did not go as planned in one deployment. */
export function deploymentDeviations(facts: DeploymentFacts): readonly string[] {
  return [...outcomeDeviations(facts), ...facts.testimony.deviations].map((sentence) => `"${facts.planned.name}": ${sentence}`);
}

function outcomeDeviations({ planned, report, exitCode }: DeploymentFacts): readonly string[] {
  const { expected } = planned;
  const found: string[] = [];
  if (report.status !== expected.status) {
    const because = report.reason === undefined ? '' : ` (${report.reason})`;
    found.push(`the stack is ${report.status} instead of ${expected.status}${because}`);
  }
  if ((exitCode === 0) !== expected.succeeds) {
    found.push(`the CDK CLI ended with exit code ${exitCode}, expected ${expected.succeeds ? '0' : 'a failure'}`);
  }
  if (report.changes !== expected.changes) {
    found.push(report.changes ? 'there were changes, expected none' : 'there were no changes, expected some');
  }
  return found;
}
