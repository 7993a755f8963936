import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');

function run(script: string, ...args: string[]): string {
  return execFileSync(process.execPath, [path.join(ROOT, 'scripts', script), ...args], { encoding: 'utf8' });
}

describe('scripts/bundle.mjs', () => {
  let output: string;
  beforeAll(() => {
    output = mkdtempSync(path.join(os.tmpdir(), 'bundles-'));
    run('bundle.mjs', output);
  });
  afterAll(() => {
    rmSync(output, { recursive: true });
  });

  const handlers = ['gate', 'auth-token-rotation', 'probe'];

  test.each(handlers)('%s is one file that exports a handler and is small', (name) => {
    const folder = path.join(output, 'lambda', name);
    // nothing but the code: every other file would change the asset with it
    expect(readdirSync(folder)).toEqual(['index.js']);
    expect(statSync(path.join(folder, 'index.js')).size).toBeLessThan(640 * 1024);
    const types = execFileSync(process.execPath, ['-p', `typeof require(${JSON.stringify(path.join(folder, 'index.js'))}).handler`]);
    expect(types.toString().trim()).toBe('function');
  });

  test('the probe has no AWS SDK, and nothing has a client library for caches', () => {
    const notices = readFileSync(path.join(output, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const bundlesWith = (name: string): string[] =>
      notices.split('\n').filter((line) => line.startsWith(name)).map((line) => line.slice(line.indexOf(', in ') + 5));
    expect(bundlesWith('@aws-sdk/').filter((bundles) => bundles.includes('probe'))).toEqual([]);
    expect(bundlesWith('@redis/client')).toEqual([]);
  });

  test('the probe, which everybody waits for, is smaller still', () => {
    expect(statSync(path.join(output, 'lambda', 'probe', 'index.js')).size).toBeLessThan(96 * 1024);
  });

  test('the notices name every package with its terms', () => {
    const notices = readFileSync(path.join(output, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    expect(notices).toMatch(/^@aws-sdk\/client-elasticache@\d+\.\d+\.\d+ \(Apache-2\.0\), in /m);
    expect(notices).toContain('Apache License');
    expect(notices).toContain('MIT License');
    expect(notices).not.toContain('no licence stated');
    expect(notices).not.toContain(ROOT);
  });

  test('the command line starts with a shebang and may be executed', () => {
    const main = path.join(output, 'cli', 'main.js');
    expect(readFileSync(main, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
    expect(statSync(main).mode & 0o111).toBe(0o111);
  });
});

test('scripts/check-bundles-reproducible.mjs: the place of the build does not change a byte', () => {
  const lines = run('check-bundles-reproducible.mjs').trim().split('\n');
  expect(lines.length).toBeGreaterThanOrEqual(4);
  expect(lines.filter((line) => !line.startsWith('same '))).toEqual([]);
});
