import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import pico from 'picocolors';
import { Cleanup } from './scenario/cleanup';
import { INTERRUPTED, Interruption } from './scenario/interruption';
import { NotReady } from './scenario/open-stage';
import { rehearse } from './scenario/rehearse';
import { type RehearsalReport } from './scenario/report';
import { type Scenario } from './scenario/scenario';
import { allScenarios } from './scenario/scenarios/all-scenarios';
import { examplesNotYet } from './scenario/scenarios/examples';
import { createView } from './view/create-view';
import { summary } from './view/summary';

interface Options {
  readonly only?: readonly string[];
  readonly json?: string;
  readonly keepLogs?: string;
  readonly nodeDelay: number;
}

const AS_PLANNED = 0;
const NOT_AS_PLANNED = 1;
const USAGE = 2;

const HELP = `
What it does
  Starts an AWS of our own on the loopback (nothing leaves this machine, no account is needed) and deploys the apps of
  examples/ to it with the real CDK CLI:
    flip    a cluster is made, flipped to ipv6, deployed again without a change, flipped back, flipped with a node that
            stays behind, destroyed: the propagation gate at work
    guard   live groups with data whose networkType is edited: the replacement guard at work
    serverless-cache
            the same of a serverless cache
    iam-flip        a cluster with TLS and IAM of which a node does not listen on ipv6: reachability gates at work
    condition-gate  a release that waits for its window: a condition gate at work
    to-cluster-mode
            a live group with data gets cluster mode, in two steps
    and every other example, made and destroyed
  Caches are clusters of real redis-server or valkey-server nodes if one is on the PATH (or named by REDIS_SERVER),
  otherwise embedded clusters. Each scenario has an account of its own.

Exit codes
  0 everything went as planned   1 something did not   2 wrong usage   130 interrupted`;

function milliseconds(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 60_000) {
    throw new InvalidArgumentError('give whole milliseconds from 1 to 60000');
  }
  return value;
}

function fileInFolder(text: string): string {
  // said now, not after two minutes
  if (!existsSync(dirname(resolve(text)))) {
    throw new InvalidArgumentError(`the folder ${dirname(resolve(text))} does not exist`);
  }
  return text;
}

function chosen(only: readonly string[] | undefined): readonly Scenario[] {
  const all = allScenarios();
  return only === undefined ? all : all.filter(({ name }) => only.includes(name));
}

function scenarioNames(name: string, before: readonly string[] = []): readonly string[] {
  const known = chosen(undefined).map((scenario) => scenario.name);
  if (!known.includes(name)) {
    throw new InvalidArgumentError(`give one of ${known.join(', ')}`);
  }
  return [...before, name];
}

function readOptions(words: readonly string[]): Options {
  return new Command('rehearse')
    .description('Rehearses a migration to IPv6 with the real CDK CLI against an offline AWS, and shows the gate at work.')
    .option('--only <scenario...>', 'flip, guard, iam-flip, condition-gate, or names of other examples', scenarioNames)
    .option('--json <file>', 'write the result as JSON to this file', fileInFolder)
    .option('--keep-logs <folder>', 'keep what the functions, the offline AWS and the CDK CLI wrote')
    .option('--node-delay <ms>', 'pause between two nodes that change what they announce', milliseconds, 1000)
    .addHelpText('after', HELP)
    .exitOverride((error) => {
      process.exit(error.exitCode === 0 ? AS_PLANNED : USAGE);
    })
    .parse(words, { from: 'user' })
    .opts<Options>();
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const cleanup = new Cleanup();
  const view = createView(process.stdout);
  cleanup.add(() => {
    view.close();
  });
  const interruption = new Interruption(async () => {
    view.close();
    view.line('interrupted: ending everything that was started');
    await cleanup.run();
  });
  try {
    const scenarios = chosen(options.only);
    const notDeployed = options.only === undefined ? examplesNotYet() : {};
    const report = await rehearse({ view, cleanup, nodeDelayMillis: options.nodeDelay, keepLogs: options.keepLogs, scenarios, notDeployed });
    return finish(report, options);
  } catch (error) {
    await cleanup.run();
    if (interruption.hasBegun) {
      return INTERRUPTED;
    }
    process.stderr.write(`rehearse: ${error instanceof NotReady ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
    return NOT_AS_PLANNED;
  }
}

function finish(report: RehearsalReport, { json, keepLogs }: Options): number {
  process.stdout.write(`\n${summary(report, process.stdout.isTTY ? pico : pico.createColors(false), process.stdout.isTTY ? process.stdout.columns : undefined)}`);
  if (json !== undefined) {
    writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
  }
  if (report.deviations.length === 0) {
    return AS_PLANNED;
  }
  process.stdout.write(keepLogs === undefined ? 'run again with --keep-logs FOLDER to see what happened\n' : `what happened is in ${keepLogs}\n`);
  return NOT_AS_PLANNED;
}

void main().then((code) => {
  process.exitCode = code;
});
