import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { childEnvironment } from '../../../rehearsal/http/child-environment';
import { startOffline, REGION, type Offline } from './offline';

const PROJECT = resolve(__dirname, '../../..');

interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

describe('the real CDK CLI against the front door', () => {
  let offline: Offline;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cdk-cli-test-'));
    offline = await startOffline();
  });

  afterAll(async () => {
    await offline.close();
    rmSync(folder, { recursive: true, force: true });
    expect(existsSync(folder)).toBe(false);
  });

  const cdk = (...words: string[]): Promise<CommandResult> =>
    new Promise((done) => {
      const arguments_ = [join(PROJECT, 'node_modules/aws-cdk/bin/cdk'), ...words, '--app', `node ${join(__dirname, 'tiny-app.cjs')}`, '--output', join(folder, 'cdk.out'), '--no-notices', '--no-version-reporting', '--ci'];
      const env = childEnvironment({ endpointUrl: offline.door.url, region: REGION, cdkHome: join(folder, 'home') });
      const child = spawn(process.execPath, arguments_, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString('utf8')));
      child.on('close', (code) => {
        done({ code, output });
      });
    });
  const deploy = (...words: string[]): Promise<CommandResult> => cdk('deploy', '--require-approval', 'never', ...words);
  const status = (): string | undefined => offline.engine.stacks.at(-1)?.status;

  it('deploys, updates, reports no changes, rolls back and destroys', async () => {
    const created = await deploy();
    expect(created).toMatchObject({ code: 0, output: expect.stringContaining('Tiny.Name = /tiny/second') as string });
    expect(status()).toBe('CREATE_COMPLETE');
    const resources = [...(offline.engine.stacks.at(-1)?.resources.values() ?? [])];
    const first = resources.find(({ logicalId }) => logicalId.startsWith('First'))?.state?.physicalId ?? '';
    expect(offline.parameters.get(first)?.value).toBe('one');
    expect(offline.parameters.get('/tiny/second')?.value).toMatch(/^after CFN-First/);

    const updated = await deploy('-c', 'value=two');
    expect(updated.code).toBe(0);
    expect(status()).toBe('UPDATE_COMPLETE');
    expect(offline.parameters.get(first)?.value).toBe('two');

    const unchanged = await deploy('-c', 'value=two');
    expect(unchanged).toMatchObject({ code: 0, output: expect.stringContaining('no changes') as string });

    offline.parameters.put('/taken', 'theirs');
    const broken = await deploy('-c', 'value=three', '-c', 'broken=yes');
    expect(broken).toMatchObject({ code: 1, output: expect.stringContaining('/taken already exists') as string });
    expect(status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(offline.parameters.get(first)?.value).toBe('two');

    const destroyed = await cdk('destroy', '--force');
    expect(destroyed.code).toBe(0);
    expect(status()).toBe('DELETE_COMPLETE');
    expect(offline.parameters.get('/tiny/second')).toBeUndefined();
    expect(offline.parameters.get('/taken')?.value).toBe('theirs');
    expect(offline.door.unknownOperations).toEqual([]);
  }, 240_000);
});
