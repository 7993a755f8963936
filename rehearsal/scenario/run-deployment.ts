import { type DeploymentTitle } from '../view/rehearsal-view';
import { type CdkResult } from './cdk-cli';
import { DeploymentJournal } from './deployment-journal';
import { deploymentDeviations, type DeploymentFacts } from './deviations';
import { type PlannedDeployment } from './planned-deployment';
import { type Testimony, type Witness } from './proof';
import { type RehearsedAws } from './rehearsed-aws';
import { type Stage } from './stage';

const NOTHING_TO_PROVE: Testimony = { deviations: [], remark: '' };

/** Runs one deployment with the CDK CLI and tells what became of it. */
export async function runDeployment(planned: PlannedDeployment, title: DeploymentTitle, stage: Stage): Promise<DeploymentFacts> {
  const { aws, cdk, view } = stage;
  const journal = new DeploymentJournal();
  aws.writeInto(journal);
  const witness = await planned.proof?.begin(stage, journal);
  const startedAt = performance.now();
  const shown = view.begin(title, () => ({
    elapsedMillis: performance.now() - startedAt,
    cloudFormation: journal.latest,
    target: witness?.progress().target,
    nodes: witness?.progress().nodes ?? [],
  }));
  const result = await cdk.run(commandOf(planned, stage)).finally(() => witness?.stop());
  const testimony = await testimonyOf(witness, result);
  const facts: DeploymentFacts = { planned, report: reportOf(planned, title, result, { journal, aws, testimony }), exitCode: result.exitCode, testimony };
  shown.end({
    asPlanned: deploymentDeviations(facts).length === 0,
    status: facts.report.status,
    elapsedMillis: result.elapsedMillis,
    remark: testimony.remark,
  });
  return facts;
}

/** What can not be looked at is not proven. */
async function testimonyOf(witness: Witness | undefined, result: CdkResult): Promise<Testimony> {
  try {
    return (await witness?.testify(result)) ?? NOTHING_TO_PROVE;
  } catch (error) {
    return { deviations: [`nothing is proven: ${error instanceof Error ? error.message : String(error)}`], remark: '' };
  }
}

function commandOf({ command, stacks, context = () => ({}) }: PlannedDeployment, { aws, cdk }: Stage): readonly string[] {
  const which = stacks.length === 0 ? ['--all'] : stacks;
  // what was deployed last is what has to go: nothing is synthesized for that
  if (command === 'destroy') return ['destroy', ...which, '--force', '--app', cdk.outputFolder];
  const given = Object.entries(context(aws)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return command === 'diff' ? ['diff', ...which, ...given] : ['deploy', ...which, '--require-approval', 'never', ...given];
}

interface Seen {
  readonly journal: DeploymentJournal;
  readonly aws: RehearsedAws;
  readonly testimony: Testimony;
}

function reportOf({ name, stacks }: PlannedDeployment, { scenario }: DeploymentTitle, result: CdkResult, { journal, aws, testimony }: Seen): DeploymentFacts['report'] {
  const statuses = (stacks.length === 0 ? aws.stackNames() : stacks).map((stack) => aws.stackStatus(stack));
  return {
    scenario,
    name,
    status: [...new Set(statuses)].join(', '),
    seconds: Math.round(result.elapsedMillis / 100) / 10,
    ...(journal.reason === undefined ? {} : { reason: journal.reason }),
    changes: !result.output.includes('(no changes)'),
    gateCalls: journal.gateCalls,
    guardCalls: journal.guardCalls,
    proven: testimony.remark,
  };
}
