import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { type ReplicationGroup } from '../../../lib';
import { type Explanation } from './explanations';

const PACKAGE = path.dirname(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json'));
const RULES = path.join(PACKAGE, 'rules', 'control-tower', 'cfn-guard');
const PROGRAM = path.join(PACKAGE, 'bin', platform() === 'darwin' ? 'macos' : 'ubuntu', arch() === 'arm64' ? 'aarch64' : 'x86_64', 'cfn-guard');

/** What CloudFormation Guard says of a template, by control: `CT.ELASTICACHE.PR.3`. */
export interface ControlVerdicts {
  readonly failed: readonly string[];
  /** Looked, and found nothing wrong. */
  readonly passed: readonly string[];
}

export interface TemplateLike {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }>>;
}

interface GuardReport {
  readonly compliant: readonly string[];
  readonly not_compliant: readonly { readonly Rule: { readonly name: string } }[];
}

/** By the name of the rule; the controls are named in the texts of the rules only. */
const controls = new Map(
  readdirSync(RULES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.guard'))
    .flatMap((file) => {
      const text = readFileSync(path.join(RULES, file), 'utf8');
      const control = /\[(CT\.[A-Z0-9.]+)\]/.exec(text)?.[1];
      return control === undefined ? [] : [...text.matchAll(/^rule (\w+) when/gm)].map(([, rule]) => [rule ?? '', control] as const);
    }),
);

/** Runs the controls of one service, or all of them. */
export function controlVerdicts(template: TemplateLike, service = ''): ControlVerdicts {
  const folder = mkdtempSync(path.join(tmpdir(), 'guard-'));
  try {
    const file = path.join(folder, 'template.json');
    writeFileSync(file, JSON.stringify(template));
    const [report] = JSON.parse(ask(file, path.join(RULES, service))) as GuardReport[];
    return { passed: controlsOf(report?.compliant ?? []), failed: controlsOf((report?.not_compliant ?? []).map(({ Rule }) => Rule.name)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function templateWith(makeGroup: (stack: Stack) => ReplicationGroup): TemplateLike {
  const app = new App();
  makeGroup(new Stack(app, 'Stack'));
  return app.synth().getStackByName('Stack').template as TemplateLike;
}

/** Controls that the default group fails, none of them about the group itself. */
export const CONTROL_EXPLANATIONS: readonly Omit<Explanation, 'path'>[] = [
  {
    rule: 'CT.CLOUDWATCH.PR.2',
    about: 'the log group of our functions',
    reason: 'it keeps a month: what a deployment said is of no use for longer. Longer: an aspect or an escape hatch',
  },
  { rule: 'CT.CLOUDWATCH.PR.3', about: 'the log group of our functions', reason: 'as `CloudWatchLogGroupEncrypted` above' },
  { rule: 'CT.LAMBDA.PR.3', about: 'our functions and those of the provider framework', reason: 'as `LambdaInsideVPC` above' },
  { rule: 'CT.STEPFUNCTIONS.PR.1', about: 'the waiter of the provider framework', reason: 'it only calls our function again, which logs what it finds' },
  { rule: 'CT.STEPFUNCTIONS.PR.2', about: 'the waiter of the provider framework', reason: 'aws-cdk-lib makes it, and offers no tracing' },
];

/** The table of `docs/chapters/compliance.md`. */
export function controlTowerTable(): string {
  const rows = CONTROL_EXPLANATIONS.map(({ rule, about, reason }) => [`\`${rule}\``, about, reason]);
  return [['control', 'about', 'why, and what to do'], Array<string>(3).fill('---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function ask(file: string, rules: string): string {
  try {
    return execFileSync(PROGRAM, ['validate', '--data', file, '--rules', rules, '--structured', '--output-format', 'json', '--show-summary', 'none'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    // 19: a rule failed, which is an answer
    const { status, stdout } = error as { readonly status?: number; readonly stdout?: string };
    if (status === 19 && stdout !== undefined) return stdout;
    throw error;
  }
}

function controlsOf(rules: readonly string[]): readonly string[] {
  return [...new Set(rules.map((rule) => controls.get(rule) ?? rule))].sort();
}
