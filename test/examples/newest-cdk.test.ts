import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EXAMPLE_NAMES, installBesideNewestCdk, synthesizeBesideNewestCdk, synthesizeSourceBesideNewestCdk, templatesIn } from './synthesize';

describe('beside the newest aws-cdk-lib, which takes findings of its template validator for errors', () => {
  let folder: string;
  const outputOf = (example: string): string => path.join(folder, 'output', example);
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'newest-cdk-'));
    installBesideNewestCdk(folder);
    synthesizeBesideNewestCdk(folder, outputOf);
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each(EXAMPLE_NAMES)('examples/%s synthesizes', (name) => {
    expect(templatesIn(outputOf(name)).length).toBeGreaterThan(0);
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
