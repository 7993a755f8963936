import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { type SweepFinding, type SweepOrder } from './sweep-order';

const ROOT = join(__dirname, '..', '..');
/** The Node.js of Lambda. */
export const LAMBDA_NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');

export type WorkerName = 'gate-sweep' | 'gate-watch' | 'node-redis-sweep' | 'ioredis-sweep' | 'stub-nodes';

/** Bundled workers: what starts them, a compiler included, must not count for their memory. */
export class Workers {
  private readonly folder = mkdtempSync(join(tmpdir(), 'bench-workers-'));

  /** Runs one sweep in a process of its own. */
  public async sweep(name: WorkerName, order: SweepOrder, nodeArguments: readonly string[] = []): Promise<SweepFinding> {
    const file = join(this.folder, 'order.json');
    writeFileSync(file, JSON.stringify(order));
    const child = await this.start(name, file, nodeArguments);
    const line = await firstLine(child);
    await once(child, 'exit');
    if (line === undefined) throw new Error(`the worker ${name} gave no answer`);
    return JSON.parse(line) as SweepFinding;
  }

  /** Starts a worker that goes on until its input ends. */
  public async start(name: WorkerName, argument: string, nodeArguments: readonly string[] = []): Promise<ChildProcess> {
    const outfile = join(this.folder, `${name}.cjs`);
    await build({ entryPoints: [join(__dirname, 'workers', `${name}.ts`)], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node22', minify: true, logLevel: 'error' });
    return spawn(LAMBDA_NODE, [...nodeArguments, outfile, argument], { stdio: ['pipe', 'pipe', 'inherit'] });
  }

  public close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export async function firstLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (!stdout) return undefined;
  for await (const line of createInterface({ input: stdout })) return line;
  return undefined;
}
