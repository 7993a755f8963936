import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createColors } from 'picocolors';
import { Cleanup } from '../../rehearsal/scenario/cleanup';
import { DeploymentJournal } from '../../rehearsal/scenario/deployment-journal';
import { LogBook } from '../../rehearsal/scenario/log-book';
import { type OpenStage, openStage } from '../../rehearsal/scenario/open-stage';
import { PlainView } from '../../rehearsal/view/plain-view';
import { type MeasuredWait, tallyOf } from './tally';
import { type Way } from './ways';

const NODE_DELAY_MILLIS = 100;

/** Lets this way wait for a real flip, once for each length, with the real CDK CLI, provider framework and waiter; and counts. */
export async function measureWaits(way: Way, lengths: readonly number[], progress: (line: string) => void): Promise<readonly MeasuredWait[]> {
  const cleanup = new Cleanup();
  const book = new LogBook();
  try {
    const view = new PlainView(new PassThrough().resume(), createColors(false));
    const stage = await openStage({ view, cleanup, nodeDelayMillis: NODE_DELAY_MILLIS, examplesFolder: way.apps }, book, way.app);
    await deploy(stage, way, 'ipv4');
    const measured: MeasuredWait[] = [];
    for (const [at, seconds] of lengths.entries()) {
      progress(`${way.label}: waits ${seconds} s`);
      measured.push(await measureWait(stage, way, at % 2 === 0 ? 'ipv6' : 'ipv4', seconds));
    }
    return measured;
  } finally {
    await cleanup.run();
  }
}

/** One node stays behind for that long, counted from CloudFormation's call of the custom resource. */
async function measureWait(stage: OpenStage, way: Way, family: string, seconds: number): Promise<MeasuredWait> {
  const { aws } = stage;
  const journal = new DeploymentJournal();
  aws.writeInto(journal);
  const before = { invocations: aws.functions.invocations.length, executions: aws.machines.executions.length };
  aws.keepBehind(aws.members().at(-1)?.memberId);
  journal.onceCalled(way.resourceType, () => {
    void pause(seconds * 1000).then(() => {
      aws.keepBehind(undefined);
    });
  });
  await deploy(stage, way, family);
  const executions = aws.machines.executions.slice(before.executions);
  const [waiter] = executions;
  if (waiter?.endedAtMillis === undefined || waiter.status !== 'SUCCEEDED') throw new Error(`${way.label}: the waiter ended as ${waiter?.status ?? 'it never began'}`);
  const tally = tallyOf(aws.functions.invocations.slice(before.invocations), executions);
  return { seconds: (waiter.endedAtMillis - waiter.startedAtMillis) / 1000, tally };
}

async function deploy({ cdk }: OpenStage, { stack }: Way, family: string): Promise<void> {
  const { exitCode, output } = await cdk.run(['deploy', stack, '--require-approval', 'never', '-c', `ipDiscovery=${family}`, '-c', 'gateTimeoutSeconds=3300']);
  if (exitCode !== 0) throw new Error(output);
}
