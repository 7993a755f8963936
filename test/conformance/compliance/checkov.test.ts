import { App, Stack } from 'aws-cdk-lib';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkovVerdicts, type CheckovVerdicts, ELASTICACHE_RULES, findCheckov } from '../../support/checkov';
import { CHECKOV_EXPLANATIONS, checkovTable } from './checkov-explanations';
import { COMPLIANT_GROUPS } from './compliant-groups';

const CHAPTER = readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'chapters', 'compliance.md'), 'utf8');

const checkov = findCheckov();
const mustAsk = checkov !== undefined || process.env['CI'] !== undefined;

(mustAsk ? describe : describe.skip)(mustAsk ? 'checkov' : 'checkov (skipped: it is not installed, see CONTRIBUTING.md)', () => {
  let verdicts: CheckovVerdicts;

  beforeAll(() => {
    const folder = mkdtempSync(path.join(tmpdir(), 'checkov-'));
    for (const [name, makeGroup] of Object.entries(COMPLIANT_GROUPS)) {
      const app = new App({ outdir: path.join(folder, name) });
      makeGroup(new Stack(app, 'Stack'));
      app.synth();
    }
    verdicts = checkovVerdicts(checkov ?? 'checkov', folder);
    rmSync(folder, { recursive: true });
  }, 120_000);

  const ofElastiCache = (which: 'passed' | 'failed', name: string): readonly string[] => {
    const all = verdicts[which].filter(({ resource, template }) => resource.startsWith('AWS::ElastiCache::') && template.startsWith(`${name}/`));
    return all.map(({ rule }) => rule).sort();
  };

  it('can read every template', () => {
    expect(verdicts.unread).toEqual([]);
  });

  it.each(['the default group', 'a group with an AUTH token that is rotated', 'a group of Redis OSS'])('its rules of ElastiCache look at %s, and pass', (name) => {
    expect(ofElastiCache('passed', name)).toEqual(Object.keys(ELASTICACHE_RULES));
    expect(ofElastiCache('failed', name)).toEqual([]);
  });

  it.each([
    ['a group without authentication', ['CKV_AWS_31']],
    ['a group without TLS, with a gate', ['CKV_AWS_30', 'CKV_AWS_31']],
  ])('its rules of ElastiCache find what %s lacks', (name, rules) => {
    expect(ofElastiCache('failed', name)).toEqual(rules);
  });

  it('finds nothing that is not explained', () => {
    const unexplained = verdicts.failed.filter(({ rule, resource }) => !CHECKOV_EXPLANATIONS.some((each) => each.rule === rule && each.path.test(resource)));
    expect(unexplained).toEqual([]);
  });

  it('finds everything that is explained', () => {
    const useless = CHECKOV_EXPLANATIONS.filter((each) => !verdicts.failed.some(({ rule, resource }) => each.rule === rule && each.path.test(resource)));
    expect(useless.map(({ rule }) => rule)).toEqual([]);
  });
});

// `npm run docs:tables` writes it
it('what checkov finds is explained in the chapter on compliance', () => {
  const [, written] = /<!-- checkov:begin -->\n([\s\S]*?)\n<!-- checkov:end -->/.exec(CHAPTER) ?? [];
  expect(written).toBe(checkovTable());
});
