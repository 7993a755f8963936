import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { templateFindings } from '../support/template-findings';
import {
  EXAMPLE_NAMES,
  findCfnLint,
  hashes,
  IGNORED,
  installBesideNewestCdk,
  lint,
  synthesize,
  synthesizeBesideNewestCdk,
  synthesizeSourceBesideNewestCdk,
  templatesIn,
} from './synthesize';

const cfnLint = findCfnLint();
const mustLint = cfnLint !== undefined || process.env['CI'] !== undefined;

describe.each(EXAMPLE_NAMES)('examples/%s', (name) => {
  let folder: string;
  let printed: string;
  const first = (): string => path.join(folder, 'first');
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'example-'));
    printed = synthesize(name, first());
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('synthesizes without an account and without a warning', () => {
    expect(printed).toBe('');
    expect(templatesIn(first()).length).toBeGreaterThan(0);
    // what the CLI would look up in the account
    expect(JSON.parse(readFileSync(path.join(first(), 'manifest.json'), 'utf8'))).not.toHaveProperty('missing');
  });

  test('synthesizes to the same bytes again, elsewhere', () => {
    const second = path.join(folder, 'deeper', 'second');
    synthesize(name, second);
    expect(hashes(second)).toEqual(hashes(first()));
  });

  test('passes the template validator of CloudFormation', () => {
    const findings = templatesIn(first()).flatMap((file) => templateFindings(file));
    expect(findings.filter(({ id }) => !IGNORED.includes(id))).toEqual([]);
  });

  (mustLint ? test : test.skip)(mustLint ? 'passes cfn-lint' : 'passes cfn-lint (skipped: cfn-lint is not installed)', () => {
    const findings = templatesIn(first()).map((file) => lint(cfnLint ?? 'cfn-lint', file));
    expect(findings.join('')).toBe('');
  });
});

describe('beside the newest aws-cdk-lib, which takes findings of its template validator for errors', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'newest-cdk-'));
    installBesideNewestCdk(folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each(EXAMPLE_NAMES)('examples/%s synthesizes', (name) => {
    const output = path.join(folder, 'output', name);
    synthesizeBesideNewestCdk(name, folder, output);
    expect(templatesIn(output).length).toBeGreaterThan(0);
  });

  test('a template that CloudFormation would refuse does not', () => {
    const source = `
      import { App, Stack } from 'aws-cdk-lib';
      import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
      const stack = new Stack(new App(), 'Stack');
      new CfnReplicationGroup(stack, 'Group', { replicationGroupDescription: 'cache', engine: 'valkey' });`;
    expect(() => synthesizeSourceBesideNewestCdk(source, folder, path.join(folder, 'output', 'refused'))).toThrow('TransitEncryptionEnabled');
  });
});
