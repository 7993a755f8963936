import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CdkCli } from '../../../rehearsal/scenario/cdk-cli';

describe('CdkCli', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk-cli-test-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** A stand-in for the CLI: a script. */
  function cli(script: string) {
    const program = join(folder, 'cdk.cjs');
    writeFileSync(program, script);
    const lines: string[] = [];
    const options = { program, appFolder: folder, outputFolder: join(folder, 'cdk.out'), environment: { PATH: process.env['PATH'] ?? '' } };
    return { lines, cdk: new CdkCli({ ...options, onLine: (line) => lines.push(line) }) };
  }

  test('gives the exit code and every line of both outputs', async () => {
    const { cdk, lines } = cli(`console.log('out ' + process.argv.slice(2).join(' ')); console.error('err'); process.exitCode = 3;`);

    const result = await cdk.run(['deploy', 'CacheStack']);

    expect(result.exitCode).toBe(3);
    expect(lines).toEqual(expect.arrayContaining(['err', expect.stringMatching(/^out deploy CacheStack .*--no-notices --ci/)]));
    expect(result.output.split('\n').sort()).toEqual([...lines].sort());
  });

  test('ends the command and what it had started, even if both ignore SIGTERM', async () => {
    const { cdk, lines } = cli(`
      process.on('SIGTERM', () => {});
      const grandchild = require('node:child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)']);
      console.log(String(grandchild.pid));
      setInterval(() => {}, 1000);
    `);
    const ended = expect(cdk.run(['deploy'])).rejects.toThrow('the rehearsal was ended');
    while (lines.length === 0) await pause(20);

    await cdk.end();

    await ended;
    await pause(100);
    expect(() => process.kill(Number(lines[0]), 0)).toThrow('ESRCH');
  });

  test('starts nothing after its end', async () => {
    const { cdk } = cli('');
    await cdk.end();

    await expect(cdk.run(['deploy'])).rejects.toThrow('the rehearsal was ended');
  });
});
