import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { templateFindings } from '../support/template-findings';
import {
  EXAMPLE_NAMES,
  findCfnLint,
  hashes,
  IGNORED,
  lint,
  synthesize,
  templatesIn,
} from './synthesize';

const cfnLint = findCfnLint();
const mustLint = cfnLint !== undefined || process.env['CI'] !== undefined;

const folder = mkdtempSync(path.join(os.tmpdir(), 'examples-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const firstOf = (name: string): string => path.join(folder, name, 'first');

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

  test('synthesizes to the same bytes again, elsewhere', () => {
    const second = path.join(folder, name, 'deeper', 'second');
    synthesize(name, second);
    expect(hashes(second)).toEqual(hashes(first()));
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
