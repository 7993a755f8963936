import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..', '..');

/** One run of all golden cases. */
export interface GoldenRun {
  /** Where the cases are, each a folder. */
  readonly folder: string;
  /** What was printed; a warning of the library, or of aws-cdk-lib about it, would be there. */
  readonly printed: string;
}

export interface GoldenSurroundings {
  /** A folder of its own for the run. */
  readonly folder: string;
  /** Which of the installed versions. */
  readonly cdk: 'aws-cdk-lib' | 'aws-cdk-lib-newest';
  /** What else differs from one machine to the next. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Synthesizes all cases in a folder in which the package is installed beside an aws-cdk-lib. */
export async function synthesizeGolden({ folder, cdk, environment }: GoldenSurroundings): Promise<GoldenRun> {
  install(folder, cdk);
  const output = path.join(folder, 'output');
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs'), path.join('golden', 'app.ts'), output], {
    cwd: folder,
    env: { PATH, HOME, CDK_CONTEXT_JSON: '{"@aws-cdk/core:validateAgainstDefaultRules":true}', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [status] = (await once(child, 'close')) as [number | null];
  const printed = Buffer.concat(chunks).toString('utf8');
  if (status !== 0) throw new Error(`beside ${cdk} the golden cases failed:\n${printed}`);
  return { folder: output, printed };
}

export function templateFile({ folder }: GoldenRun, name: string): string {
  return path.join(folder, name, 'Stack.template.json');
}

function install(folder: string, cdk: GoldenSurroundings['cdk']): void {
  const modules = path.join(folder, 'node_modules');
  const own = path.join(modules, 'cdk-elasticache-dual-stack');
  mkdirSync(own, { recursive: true });
  // copied: a link would lead the package back to the aws-cdk-lib of this checkout
  for (const entry of ['build', 'package.json', '.warnings.jsii.js']) cpSync(path.join(ROOT, entry), path.join(own, entry), { recursive: true });
  for (const [name, target] of [['aws-cdk-lib', cdk], ['constructs', 'constructs']] as const) symlinkSync(path.join(ROOT, 'node_modules', target), path.join(modules, name));
  cpSync(__dirname, path.join(folder, 'golden'), { recursive: true });
}
