import { type DeploymentOutcome, type DeploymentTitle, type RehearsalView } from '../view/rehearsal-view';
import { type CdkCli, type CdkResult } from './cdk-cli';
import { DeploymentJournal } from './deployment-journal';
import { deploymentDeviations, type DeploymentFacts } from './deviations';
import { flipReport } from './flip-report';
import { FlipWatch } from './flip-watch';
import { type PlannedDeployment } from './plan';
import { type RehearsedAws } from './rehearsed-aws';

/** Stack of `examples/cluster-mode-flip`. */
export const STACK_NAME = 'CacheStack';

/** Where a deployment takes place. */
export interface Stage {
  readonly aws: RehearsedAws;
  readonly cdk: CdkCli;
  readonly view: RehearsalView;
}

/** Runs one deployment with the CDK CLI and tells what became of it. */
export async function runDeployment(planned: PlannedDeployment, title: DeploymentTitle, stage: Stage): Promise<DeploymentFacts> {
  const { aws, view } = stage;
  const journal = new DeploymentJournal();
  aws.writeInto(journal);
  const members = aws.members().map(({ memberId }) => memberId);
  // a replica: nothing but the gate's own look at it can tell that it stays behind
  const nodeBehind = planned.oneNodeStaysBehind ? members.at(-1) : undefined;
  aws.keepBehind(nodeBehind);
  const watch = planned.moves ? new FlipWatch(aws.members(), planned.family) : undefined;
  watch?.start();
  journal.onceUpdateComplete(() => watch?.startOneNodeCheck());
  const probedBefore = aws.probeResults().length;
  const startedAt = performance.now();
  view.begin(title, () => ({
    elapsedMillis: performance.now() - startedAt,
    cloudFormation: journal.latest,
    target: watch && planned.family,
    nodes: watch?.progress() ?? [],
  }));
  const result = await stage.cdk.run(commandOf(planned)).finally(() => watch?.stop());
  journal.onProbeResults(aws.probeResults().slice(probedBefore));
  const flip = watch && flipReport(journal, watch.completions(), watch.oneNodeSatisfiedAt);
  const facts: DeploymentFacts = { planned, report: reportOf(planned, result, journal, aws), exitCode: result.exitCode, members, nodeBehind, flip };
  view.end(title, outcomeOf(facts, result));
  return facts;
}

function commandOf({ command, family, gateTimeoutSeconds }: PlannedDeployment): readonly string[] {
  const context = ['-c', `ipDiscovery=${family}`, '-c', `gateTimeoutSeconds=${gateTimeoutSeconds}`];
  return command === 'destroy'
    ? ['destroy', STACK_NAME, '--force', ...context]
    : ['deploy', STACK_NAME, '--require-approval', 'never', ...context];
}

function reportOf(planned: PlannedDeployment, result: CdkResult, journal: DeploymentJournal, aws: RehearsedAws): DeploymentFacts['report'] {
  return {
    name: planned.name,
    status: aws.stackStatus(STACK_NAME),
    seconds: Math.round(result.elapsedMillis / 100) / 10,
    ...(journal.reason === undefined ? {} : { reason: journal.reason }),
    changes: !result.output.includes('(no changes)'),
    gateCalls: journal.gateCalls,
  };
}

function outcomeOf(facts: DeploymentFacts, result: CdkResult): DeploymentOutcome {
  return {
    asPlanned: deploymentDeviations(facts).length === 0,
    status: facts.report.status,
    elapsedMillis: result.elapsedMillis,
    remark: remarkOf(facts),
  };
}

function remarkOf({ planned, report, nodeBehind, flip }: DeploymentFacts): string {
  if (!report.changes) {
    return 'no changes, the gate was not called';
  }
  if (planned.oneNodeStaysBehind) {
    return `${nodeBehind ?? 'no node'} stayed behind, the gate gave up after ${planned.gateTimeoutSeconds} s`;
  }
  if (flip === undefined) {
    return '';
  }
  const held = ((flip.gateOpenedAt - flip.updateCompleteAt) / 1000).toFixed(1);
  return `held ${held} s, opened ${flip.openedAfterMs} ms after the last view`;
}
