import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { type CacheCluster } from '../../rehearsal/cluster/cluster';
import { startCluster } from '../../rehearsal/cluster/start-cluster';
import { type Finished } from './memory-session';

const ROOT = join(__dirname, '..', '..');
const COMMAND = [join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs'), join(ROOT, 'cli', 'main.ts')];

let cluster: CacheCluster;

/** Runs the program as a process of its own; `interruptAt` sends SIGINT as soon as standard error contains it. */
async function runProcess(words: readonly string[], interruptAt?: string): Promise<Finished> {
  const child = spawn(process.execPath, [...COMMAND, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DEBUG: '' } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
    if (interruptAt !== undefined && stderr.includes(interruptAt)) {
      child.kill('SIGINT');
      interruptAt = undefined;
    }
  });
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, stdout, stderr };
}

function seed(): readonly string[] {
  return ['check', '--host', '127.0.0.1', '--port', String(cluster.nodes[0]?.port)];
}

describe('the process', () => {
  beforeAll(async () => {
    cluster = await startCluster({ shards: 1, replicasPerShard: 1 });
  });
  afterAll(async () => {
    await cluster.close();
  });

  test('ends with 0 where it is open', async () => {
    expect(await runProcess([...seed(), '--family', 'ipv4'])).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('ends with 1 where it is not open, and prints nothing but JSON', async () => {
    const { exitCode, stdout, stderr } = await runProcess([...seed(), '--family', 'ipv6', '--json']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'not-open', exitCode: 1 });
  });

  test('ends with 2 where the command line is wrong, without a stack trace', async () => {
    const { exitCode, stdout, stderr } = await runProcess([...seed(), '--family', 'ipv5']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toBe('error: family "ipv5" is neither ipv4 nor ipv6; give the one that the nodes should serve (InvalidFamily)\n');
  });

  test('ends with 3 where it cannot tell, without a stack trace', async () => {
    const { exitCode, stdout, stderr } = await runProcess(['check', '--host', '127.0.0.1', '--port', '1', '--family', 'ipv4']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: '' });
    expect(stdout).toBe('cannot tell: 127.0.0.1:1 refuses connections, nothing listens there; check --host and --port, and that the node runs (ConnectionRefused)\n');
  });

  test('ends with 130 on Ctrl-C, with a last word', async () => {
    const { exitCode, stdout } = await runProcess([...seed(), '--family', 'ipv6', '--wait', '10m', '--json'], '0 of 2 nodes on ipv6');
    expect(exitCode).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'interrupted', exitCode: 130, membersTotal: 2 });
  });
});
