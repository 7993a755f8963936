import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkovVerdicts, ELASTICACHE_RULES, findCheckov } from '../support/checkov';
import { templateFindings } from '../support/template-findings';
import {
  EXAMPLE_NAMES,
  findCfnLint,
  hashes,
  IGNORED,
  lint,
  synthesize,
  synthesizeAll,
  templatesIn,
} from './synthesize';

const cfnLint = findCfnLint();
const checkov = findCheckov();
const mustLint = cfnLint !== undefined || process.env['CI'] !== undefined;
const mustAskCheckov = checkov !== undefined || process.env['CI'] !== undefined;

const folder = mkdtempSync(path.join(os.tmpdir(), 'examples-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const firstOf = (name: string): string => path.join(folder, name, 'first');
const secondOf = (name: string): string => path.join(folder, name, 'deeper', 'second');

let printedAgain: string;
beforeAll(() => {
  printedAgain = synthesizeAll(secondOf);
});

describe.each(EXAMPLE_NAMES)('examples/%s', (name) => {
  let printed: string;
  const first = (): string => firstOf(name);
  beforeAll(() => {
    printed = synthesize(name, first());
  });

  test('synthesizes without an account and without a warning', () => {
    expect(printed).toBe('');
    expect(templatesIn(first()).length).toBeGreaterThan(0);
    // what the CLI would look up in the account
    expect(JSON.parse(readFileSync(path.join(first(), 'manifest.json'), 'utf8'))).not.toHaveProperty('missing');
  });

  test('synthesizes to the same bytes again, elsewhere, after other apps in the same process', () => {
    expect(printedAgain).toBe('');
    expect(hashes(secondOf(name))).toEqual(hashes(first()));
  });

  test('passes the template validator of CloudFormation', () => {
    const findings = templatesIn(first()).flatMap((file) => templateFindings(file));
    expect(findings.filter(({ id }) => !IGNORED.includes(id))).toEqual([]);
  });
});

// all of them in one call: to start cfn-lint takes longer than to lint
(mustLint ? test : test.skip)(mustLint ? 'all examples pass cfn-lint' : 'all examples pass cfn-lint (skipped: cfn-lint is not installed)', () => {
  expect(lint(cfnLint ?? 'cfn-lint', EXAMPLE_NAMES.flatMap((name) => templatesIn(firstOf(name))))).toBe('');
});

/** What the examples lack, by the rule of checkov: only nodes without TLS announce addresses, and the raw group that is guarded has no users. */
const LACKING: Readonly<Record<string, readonly string[]>> = {
  CKV_AWS_30: ['cluster-mode-flip', 'gate-on-existing-group'],
  CKV_AWS_31: ['cluster-mode-flip', 'gate-on-existing-group', 'replacement-guard'],
};

(mustAskCheckov ? test : test.skip)(mustAskCheckov ? 'all examples pass checkov, but for what they say' : 'all examples pass checkov (skipped: it is not installed)', () => {
  const { passed, failed, unread } = checkovVerdicts(checkov ?? 'checkov', folder, Object.keys(ELASTICACHE_RULES));
  const examplesOf = (rule: string): readonly string[] => [...new Set(failed.filter((each) => each.rule === rule).map(({ template }) => template.split('/')[0] ?? ''))].sort();

  expect(unread).toEqual([]);
  expect(passed.length).toBeGreaterThan(0);
  for (const rule of Object.keys(ELASTICACHE_RULES)) expect([rule, examplesOf(rule)]).toEqual([rule, LACKING[rule] ?? []]);
});
