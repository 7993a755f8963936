import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CommandResult, runCdk } from '../cdk-command';
import { startOffline, type Offline } from './offline';

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
    runCdk({ folder, app: join(__dirname, 'tiny-app.cjs'), endpointUrl: offline.door.url }, ...words);
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
