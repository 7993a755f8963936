import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { templateFindings } from './template-findings';

describe('templateFindings', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'template-'));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  const findingsOf = (properties: Record<string, unknown>): readonly string[] => {
    const file = path.join(directory, 'template.json');
    const group = { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { ReplicationGroupDescription: 'cache', ...properties } };
    writeFileSync(file, JSON.stringify({ Resources: { Group: group } }));
    return templateFindings(file).map(({ id }) => id);
  };

  it('finds nothing in a good template', () => {
    expect(findingsOf({ Engine: 'valkey', TransitEncryptionEnabled: true, CacheNodeType: 'cache.t4g.small' })).toEqual([]);
  });

  it('finds a value that CloudFormation does not know', () => {
    expect(findingsOf({ NetworkType: 'dualstack' })).toContain('W3030');
  });

  it('finds Valkey without a word on transit encryption', () => {
    expect(findingsOf({ Engine: 'valkey' })).toContain('E3704');
  });
});
