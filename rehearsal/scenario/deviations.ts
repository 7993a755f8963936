import { type PlannedDeployment } from './plan';
import { type DeploymentReport, type FlipReport } from './report';

/** What became of one planned deployment. */
export interface DeploymentFacts {
  readonly planned: PlannedDeployment;
  readonly report: DeploymentReport;
  readonly exitCode: number;
  /** Member ids of the nodes. */
  readonly members?: readonly string[];
  /** Member id of the node that was made to stay behind. */
  readonly nodeBehind?: string | undefined;
  /** Where the nodes moved and the gate opened. */
  readonly flip?: FlipReport | undefined;
}

/** What became of the rehearsal as a whole. */
export interface RehearsalFacts {
  readonly plan: readonly PlannedDeployment[];
  readonly deployments: readonly DeploymentFacts[];
  /** Operations that the offline AWS does not know. */
  readonly unknownOperations: readonly string[];
  /** Sentences of `findSecrets`. */
  readonly leakedSecrets: readonly string[];
}

/** What did not go as planned, one sentence each. */
export function deviations(facts: RehearsalFacts): readonly string[] {
  const missing = facts.plan.slice(facts.deployments.length).map(({ name }) => `"${name}" was not reached`);
  const unknown = [...new Set(facts.unknownOperations)].map((operation) => `${operation} was called, which the offline AWS does not know`);
  return [...facts.deployments.flatMap(deploymentDeviations), ...missing, ...unknown, ...facts.leakedSecrets];
}

/** What did not go as planned in one deployment. */
export function deploymentDeviations(facts: DeploymentFacts): readonly string[] {
  return [...outcomeDeviations(facts), ...gateDeviations(facts)].map((sentence) => `"${facts.planned.name}": ${sentence}`);
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
  if (report.changes !== expected.callsGate) {
    found.push(report.changes ? 'there were changes, expected none' : 'there were no changes, expected some');
  }
  if (report.gateCalls > 0 !== expected.callsGate) {
    found.push(`the gate was called ${report.gateCalls} times, expected ${expected.callsGate ? 'at least once' : 'not at all'}`);
  }
  return found;
}

function gateDeviations({ planned, report, members = [], nodeBehind, flip }: DeploymentFacts): readonly string[] {
  if (planned.oneNodeStaysBehind) {
    const blamed = mostNamed(report.reason ?? '', members);
    return blamed.includes(nodeBehind ?? 'no node')
      ? []
      : [`the reason does not name the node ${nodeBehind ?? ''} that stayed behind: ${report.reason ?? 'no reason'}`];
  }
  if (!planned.moves) {
    return [];
  }
  if (flip === undefined) {
    return ['the gate did not open, or some view never became complete'];
  }
  const found: string[] = [];
  if (flip.openedAfterMs < 0) {
    found.push(`the gate opened ${-flip.openedAfterMs} ms before every node's view was complete`);
  }
  if (flip.lastViewCompleteAt <= flip.updateCompleteAt) {
    found.push('every view was complete before CloudFormation called the update complete: the gate had nothing to hold');
  }
  return found;
}

/** The member ids that a text names most often: one that lists everybody alike blames nobody in particular. */
function mostNamed(text: string, members: readonly string[]): readonly string[] {
  const named = members.map((memberId) => ({ memberId, times: text.split(memberId).length - 1 })).filter(({ times }) => times > 0);
  const most = Math.max(...named.map(({ times }) => times));
  return named.filter(({ times }) => times === most).map(({ memberId }) => memberId);
}
